import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import type { ProofPorts } from '../prove/proven-tree.js';
import type { BundleSource } from './bundle-source.js';

/** What somebody wants a bundle of, in the words of the store: positions, both with it, or whole histories. */
export type Wanted =
  | { readonly kind: 'RANGE'; readonly from: Position; readonly to: Position }
  | {
      readonly kind: 'STREAMS';
      readonly streams: readonly string[];
      readonly subject: string | null;
      /** A history with an event that is not shown to whoever asks is left out as a whole; unless said, all are shown. */
      readonly shows?: (event: Recorded) => boolean;
    };

/** The record as it was written, and what is kept of it. */
export type BundlePorts = ProofPorts & { readonly record: RecordToRead };

export type RecordToRead = Pick<EventStore, 'read' | 'readLog' | 'findLast'>;

/** What of a bundle is found in the record. */
export type Found = Pick<BundleSource, 'scope' | 'events'>;

/** Events of the checkpoint, and those that a bundle may have. */
export type FindLimits = { readonly size: number; readonly most: number };
