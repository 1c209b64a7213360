import { isReadable, type Recorded } from '@baikoo/event-store';
import type { MessageValues } from '@baikoo/languages';
import { type Around, inWords, type Speech } from './in-words.js';
import { wordsFor } from './facts.js';

/** What happened, as a sentence: of a fact that this build cannot read, or has no sentence for, its name. */
export function sentenceOf(event: Recorded, speech: Speech): string {
  const key: string = `said.${event.type}`;
  const name = wordsFor(event.type, speech.translator);
  if (!isReadable(event) || !speech.translator.has(key)) return name;
  try {
    return speech.translator.say(key, placesOf(event, speech, speech.translator.placesIn(key)));
  } catch {
    // Old facts may lack a field that the sentence names: then its name is all that is sure.
    return name;
  }
}

/** Fields of the data, and fields of those (`item_kind`), in words: as many as the sentence has places for. */
function placesOf({ type, data }: Recorded, speech: Speech, wanted: ReadonlySet<string>): MessageValues {
  const fields = data as Readonly<Record<string, unknown>>;
  const around: Around = { of: type, beside: fields };
  const places: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (wanted.has(name)) places[name] = inWords(name, value, speech, around);
    for (const [inner, values] of innerFields(value, (field) => wanted.has(`${name}_${field}`)))
      places[`${name}_${inner}`] = [...new Set(values.map((one) => inWords(inner, one, speech, around)))].join('; ');
  }
  return places;
}

function innerFields(
  value: unknown,
  isWanted: (field: string) => boolean,
): readonly (readonly [string, readonly unknown[]])[] {
  const objects = (Array.isArray(value) ? value : [value]).filter(
    (one): one is Record<string, unknown> => typeof one === 'object' && one !== null,
  );
  const names = new Set(objects.flatMap((one) => Object.keys(one).filter(isWanted)));
  return [...names].map((name) => [name, objects.map((one) => one[name]).filter((held) => held != null)] as const);
}
