import { type Conclusion, verifierText } from '../domain/index.js';
import type { BundleHead } from './check-head.js';
import { BUNDLE_LIMITS } from './limits.js';
import type { Verdict } from './verify-bundle.js';

/** A verdict in sentences: what was checked, what it means, what it does not show. */
export function tellVerdict(verdict: Verdict): readonly string[] {
  const { conclusion, failures, head, events, keyIsKnown, earlier, hasEarlierEvents } = verdict;
  if (failures.length > 0 || !head) return tellFailures({ conclusion, failures, events });
  const { scope, checkpoint } = head;
  const key = head.keys.at(-1)!;
  return [
    keyIsKnown ? 'THE BUNDLE IS GOOD.' : 'THE BUNDLE AGREES WITH ITSELF, BUT IS NOT PROVEN BY A KEY THAT YOU NAMED.',
    '',
    'What was checked:',
    `- The checkpoint over the first ${counted(checkpoint.size)} of ${checkpoint.origin} is signed by the key ${verifierText(key)}.`,
    keyIsKnown
      ? '- A key that you gave is that key, or was replaced by it in a chain of handovers that both sides signed.'
      : '- No key was given: anybody can make a key and sign with it. Name the one that the record publishes with --key.',
    `- ${counted(events)} ${events === 1 ? 'stands' : 'stand'} in the record under that checkpoint exactly as the bundle shows, each at its place.`,
    `- ${completeness(head)}`,
    // Of one size there can be two, such as a checkpoint that was kept and that of the earlier bundle.
    ...[...new Set(earlier.map(({ size }) => size))].map(
      (size) =>
        `- The record still begins with the ${counted(size)} of the earlier checkpoint: nothing in them was changed.`,
    ),
    ...(hasEarlierEvents && scope.kind === 'STREAMS'
      ? ['- Every event that the earlier bundle proves of these histories is still in them, at its place.']
      : []),
    '',
    'What this means: since the checkpoint was signed nobody can have changed, removed, added or reordered these events',
    'without the signature or a proof failing here.',
    '',
    'What it does not show: whether what was recorded is true; what happened after the checkpoint;',
    ...(earlier.length === 0
      ? ['whether the record was rewritten before it was signed: give an earlier checkpoint (--checkpoint);']
      : []),
    ...(scope.kind === 'STREAMS'
      ? ['whether the history went on between its last event here and the checkpoint;']
      : []),
    'whether the lines for people (#) tell the events rightly: read the events themselves, or --list.',
  ];
}

function completeness({ scope, checkpoint }: BundleHead): string {
  if (scope.kind === 'RANGE') {
    const all = scope.first === 0 && scope.last === checkpoint.size - 1 ? ': they are the whole record' : '';
    return `Events ${scope.first} to ${scope.last} are all there, without a gap${all}.`;
  }
  const histories = scope.streams.map(({ stream, revisions }) => `${printable(stream)} (1 to ${revisions})`);
  const shown = histories.slice(0, SHOWN).join(', ');
  const more = histories.length > SHOWN ? `, and ${histories.length - SHOWN} more` : '';
  return `No event is missing between the first and the last of each history: ${shown}${more}.`;
}

const SHOWN = 10;

const counted = (events: number): string => (events === 1 ? '1 event' : `${events} events`);

/** Above what is wrong. */
const HEADINGS: Record<Exclude<Conclusion, 'GOOD'>, string> = {
  CHANGED: 'THE BUNDLE IS NOT GOOD. Do not rely on it.',
  NOT_BELIEVED: 'THE BUNDLE IS NOT OF A KEY THAT YOU NAMED. Do not rely on it.',
  UNCHECKED: 'THE BUNDLE COULD NOT BE CHECKED.',
};

type Failed = Pick<Verdict, 'conclusion' | 'failures' | 'events'>;

function tellFailures({ conclusion, failures, events }: Failed): readonly string[] {
  return [
    HEADINGS[conclusion === 'GOOD' ? 'CHANGED' : conclusion],
    ...failures.map(
      ({ code, line, detail }) =>
        `${code}${line === undefined ? '' : ` in line ${line}`}: ${printable(detail).replace(/\.$/, '')}.`,
    ),
    ...(failures.length >= BUNDLE_LIMITS.failures ? ['There may be more: it was not read further.'] : []),
    ...(events > 0
      ? [`${counted(events)} ${events === 1 ? 'was' : 'were'} found in the record as the bundle shows.`]
      : []),
    'What each code means: docs/audit-bundle.md, Failures.',
  ];
}

/** What comes from a file that nobody vouches for must not drive the terminal that shows it. */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD').slice(0, 500);
