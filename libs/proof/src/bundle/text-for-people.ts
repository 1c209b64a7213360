import { type Language, LANGUAGES, type Moment } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import type { LeafEvent } from '../domain/index.js';
import type { BundleSource } from './bundle-source.js';
import { DECEIVING, TEXT_MARK } from './format.js';

/** How an office is called; undefined where that is not known: then its id stands for it. */
export type Names = (organisationId: string, language: Language) => string | undefined;

/** The history of the map of the whole country, as the record names it. */
const MAP = 'territory-map.kg';

/** Characters of a name in the index. */
const LONGEST_NAME = 200;

/** What people read of a bundle before its proofs: what it is, and what happened when, by which office. */
export async function* textLines(source: BundleSource, size: number, names: Names): AsyncGenerator<string> {
  for (const language of LANGUAGES) {
    const { say, word } = wordsIn(language);
    yield textLine(say('bundle.title'));
    yield textLine(sentenceOf(source, language));
    yield textLine(say('bundle.checkpoint', { size }));
    yield textLine(say('bundle.check'));
    for await (const { index, event } of source.events()) {
      const office = officeOf(event);
      const name = office === undefined ? '–' : (names(office, language) ?? office);
      const moment = translatorFor(language).moment(event.recordedAt as Moment);
      yield textLine(`${index} · ${moment} · ${word(event.type)} · ${plain(name)}`);
    }
    yield `${TEXT_MARK}\n`;
  }
}

const textLine = (text: string): string => `${TEXT_MARK} ${text}\n`;

function sentenceOf({ scope }: BundleSource, language: Language): string {
  const { say } = wordsIn(language);
  if (scope.kind === 'RANGE') return say('bundle.range', { first: scope.first, last: scope.last });
  const [first, ...more] = scope.streams;
  const name = scope.subject ?? first!.stream;
  // A unit has no history apart from the map; of its own are only the oldest events, which belong to the map too.
  if (scope.subject !== null && scope.streams.some(({ stream }) => stream === MAP)) {
    const count = scope.streams.reduce((sum, { revisions }) => sum + revisions, 0);
    return say('bundle.map', { name: plain(name), count });
  }
  return more.length === 0
    ? say('bundle.history', { name: plain(name), count: first!.revisions })
    : say('bundle.histories', { name: plain(name), count: scope.streams.length });
}

function wordsIn(language: Language) {
  const translator = translatorFor(language);
  return {
    say: translator.say.bind(translator),
    /** A fact in the reader's words; a name without words stands for itself. */
    word: (type: string): string => {
      const key: string = `event.${type}`;
      return translator.has(key) ? translator.say(key) : plain(type);
    },
  };
}

function officeOf({ cause }: LeafEvent): string | undefined {
  const office: unknown = (cause as { readonly organisationId?: unknown }).organisationId;
  return typeof office === 'string' ? office : undefined;
}

/** As a line of text may hold it. */
const plain = (text: string): string =>
  text.replaceAll(new RegExp(DECEIVING, 'gu'), ' ').slice(0, LONGEST_NAME).toWellFormed();
