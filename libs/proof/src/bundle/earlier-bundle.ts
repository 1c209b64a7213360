import { type Checkpoint, verifierText } from '../domain/index.js';
import { continuationOf, unreadable } from './check-earlier.js';
import type { BundleHead } from './check-head.js';
import type { Failure } from './failure.js';
import type { BundleEvent } from './format.js';

/** An event as the histories of a bundle name it. */
type Named = Pick<BundleEvent, 'stream' | 'revision'>;

/** The events that an earlier bundle proves, by history and revision: a later one of the same histories must have them. */
export class EarlierEvents {
  readonly #places = new Map<string, Map<number, number>>();

  note(index: number, { stream, revision }: Named): void {
    const places = this.#places.get(stream) ?? new Map<number, number>();
    this.#places.set(stream, places.set(revision, index));
  }

  /** Told of each event of the later bundle. */
  found(index: number, { stream, revision }: Named): void {
    const places = this.#places.get(stream);
    if (places?.get(revision) === index) places.delete(revision);
  }

  /** What the histories of the later bundle do not have any more: one failure for each of them. */
  cutOut({ scope, scopeLine }: BundleHead): readonly Failure[] {
    if (scope.kind !== 'STREAMS') return [];
    return scope.streams.flatMap(({ stream }): readonly Failure[] => {
      const [first] = [...(this.#places.get(stream) ?? [])].toSorted(([one], [other]) => one - other);
      if (!first) return [];
      const [revision, index] = first;
      const detail = `the earlier bundle proves event ${index} as revision ${revision} of ${stream}, and this history does not have it`;
      return [{ code: 'HISTORY_CUT', line: scopeLine, detail }];
    });
  }
}

/** Whether the record goes on from that of an earlier bundle, which was found good by its own word. */
export function checkEarlierBundle(earlier: BundleHead, head: BundleHead): Checkpoint | Failure {
  const signer = verifierText(earlier.keys.at(-1)!);
  return head.keys.some((key) => verifierText(key) === signer)
    ? continuationOf(earlier.checkpoint, head)
    : unreadable('the earlier bundle is of none of the keys of this one');
}
