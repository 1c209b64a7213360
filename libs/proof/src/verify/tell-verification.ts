import type { Recorded } from '@baikoo/event-store';
import { printable } from '../bundle/index.js';
import type { LocatedDifference, RecordVerification } from './verify-record.js';

type Kept = NonNullable<RecordVerification['kept']>;

/** Characters of what an event says. */
const LONGEST = 300;

/** Whether the record is what every checkpoint and every hash that is kept say of it. */
export const isSound = ({ broken, kept }: RecordVerification): boolean =>
  broken.length === 0 && (kept === undefined || isKeptSound(kept));

const isKeptSound = ({ differences, cutOff, broken, tiles }: Kept): boolean =>
  differences.length === 0 && cutOff === undefined && broken.length === 0 && tiles.length === 0;

/** What was found, in lines for whoever has to act on it. Events are numbered from 1. */
export function tellVerification(verification: RecordVerification): readonly string[] {
  const { kept } = verification;
  if (!kept || kept.size === 0) return [tellRecord(verification)];
  if (isKeptSound(kept)) return [tellRecord(verification), `The hashes kept of its first ${kept.size} events agree.`];
  return [
    tellRecord(verification),
    tellWhoWasChanged(verification, kept),
    ...kept.differences.flatMap(tellDifference),
    ...(kept.more > 0 ? [`… and ${kept.more} events more.`] : []),
    ...(kept.movesUnknown ? [MOVES_UNKNOWN] : []),
    ...(kept.cutOff
      ? [`Events ${kept.cutOff.start + 1} to ${kept.cutOff.end} are gone: the record ends before them.`]
      : []),
    ...kept.tiles.map(
      ({ level, index, width }) =>
        `Tile ${index} of level ${level}, of ${width} hashes, is not there, or does not follow from those below it.`,
    ),
  ];
}

function tellRecord({ size, root, broken, wrong }: RecordVerification): string {
  if (!wrong) return `The record of ${size} events is what every checkpoint says. Root: ${root.toString('base64')}`;
  if (saysTwo(wrong))
    return (
      `Two records were signed: a checkpoint over ${wrong.end} events does not hold, and another over as many events or more ` +
      'does. Whoever has the key told different records to different people: keep both checkpoints and publish them.'
    );
  const short = broken[0]!.why === 'TOO_SHORT' ? ` The record has only ${size} events.` : '';
  return (
    `The record was changed: ${broken.length} checkpoints do not hold. The first ${wrong.start} events are as they were; ` +
    `what is wrong stands among the events ${wrong.start + 1} to ${wrong.end}.${short}`
  );
}

/** What lies under a checkpoint that does not hold is confirmed by another that does. */
const saysTwo = (wrong: RecordVerification['wrong']): boolean => wrong !== undefined && wrong.start >= wrong.end;

/** The checkpoints decide between the record and what is kept of it. */
function tellWhoWasChanged({ broken, wrong }: RecordVerification, kept: Kept): string {
  if (broken.length > 0 && kept.broken.length > 0 && kept.differences.length === 0 && !kept.cutOff)
    return `The hashes kept of it ${saysTwo(wrong) ? 'are' : 'were changed too: they are'} those of the record as it is now.`;
  if (broken.length > 0 && kept.broken.length > 0)
    return `The hashes kept of it were changed too: ${kept.broken.length} checkpoints do not hold for them. Where the two differ:`;
  if (broken.length > 0) return 'The hashes kept of it hold every checkpoint. What they know otherwise was changed:';
  if (kept.broken.length > 0)
    return 'The hashes kept of it were changed, and the record was not: they do not hold the checkpoints. They differ at:';
  return 'The hashes kept of it differ where no checkpoint tells which of the two was changed:';
}

const MOVES_UNKNOWN =
  'So many events differ that it was not looked which of the later ones only stand elsewhere in the record.';

/** Where it is one event, what stands there now follows on the same line; of several the first ones, a line each. */
function tellDifference(difference: LocatedDifference): readonly string[] {
  const said = whatBecame(difference);
  const events = difference.events.map(tellEvent);
  return difference.count === 1 ? [[said, ...events].join(' ')] : [said, ...events.map((event) => `  ${event}`)];
}

function whatBecame(difference: LocatedDifference): string {
  const { count } = difference;
  const from = (first: number) => (count === 1 ? `${first + 1}` : `${first + 1} to ${first + count}`);
  const one = count === 1;
  switch (difference.kind) {
    case 'CHANGED':
      return one
        ? `Event ${from(difference.index)} is not what was recorded.`
        : `Events ${from(difference.index)} are not what was recorded.`;
    case 'MOVED':
      return one
        ? `Event ${from(difference.index)} stands in place ${from(difference.now)}.`
        : `Events ${from(difference.index)} stand in places ${from(difference.now)}.`;
    case 'MISSING':
      return one ? `Event ${from(difference.index)} is gone.` : `Events ${from(difference.index)} are gone.`;
    case 'ADDED':
      return one
        ? `In place ${from(difference.now)} stands an event that was put there.`
        : `In places ${from(difference.now)} stand ${count} events that were put there.`;
  }
}

function tellEvent({ position, stream, revision, type, recordedAt, cause, data }: Recorded): string {
  const says = JSON.stringify(data);
  const short = says.length > LONGEST ? `${says.slice(0, LONGEST)}…` : says;
  return printable(
    `At position ${position} stands now: ${stream}, revision ${revision}, ${type}, recorded ${recordedAt} ` +
      `by ${cause.actorId}: ${short}`,
  );
}
