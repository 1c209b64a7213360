import type { AnyEvent } from '@baikoo/kernel';
import type { Recorded } from './event-store.js';

/**
 * Whether this build knows the type of the event and the version of its shape. Whoever folds a history in order to show
 * something skips the others; whoever decides or answers with a command asks {@link allKnown}.
 */
export const isKnown = (event: Recorded): boolean => event.unknown !== true;

/** A history to decide on. Throws {@link UnknownFact} if it holds an event that this build does not know. */
export function allKnown<E extends AnyEvent>(history: readonly Recorded[]): readonly Recorded<E>[] {
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
