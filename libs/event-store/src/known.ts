import type { AnyEvent } from '@baikoo/kernel';
import type { Recorded } from './event-store.js';

/**
 * Whether this build knows the type of the event and the version of its shape. Whoever folds a history in order to show
 * something skips the others; whoever decides or answers with a command asks {@link allKnown}.
 */
export const isKnown = (event: Recorded): boolean => event.unknown !== true;

/**
 * Whether there is anything to show of the event but what was written: this build knows its shape, and no upcast failed on
 * it. A read model does not ask this: it must stop before an event that it cannot read, not pass it over.
 */
export const isReadable = (event: Recorded): boolean => isKnown(event) && event.unreadable === undefined;

/**
 * A history to decide on. Throws {@link UnknownFact} if it holds an event that this build does not know, and
 * {@link UpcastFailed} if it holds one that this build should know and cannot read.
 */
export function allKnown<E extends AnyEvent>(history: readonly Recorded[]): readonly Recorded<E>[] {
  const broken = history.find((event) => event.unreadable);
  if (broken?.unreadable) throw broken.unreadable;
  const unknown = history.find((event) => !isKnown(event));
  if (unknown) throw new UnknownFact(unknown);
  return history as readonly Recorded<E>[];
}

/**
 * This build is older than the record: another one wrote a fact that this one cannot take into account, so it does not
 * decide. The same command sent to the newer build, or sent again after the upgrade, is decided on all facts.
 */
export class UnknownFact extends Error {
  override readonly name = 'UnknownFact';

  constructor(readonly event: Recorded) {
    const { eventId, stream, position, type, schemaVersion } = event;
    super(
      `This build is older than the record: ${stream} holds an event that it does not know, ${type} version ` +
        `${schemaVersion} (event ${eventId}, position ${position}). Nothing is decided on it.`,
    );
  }
}
