import type { Position } from '@baikoo/event-store';
import { TILE_WIDTH } from '../tiles/coordinates.js';
import type { KeptTree } from './kept-tree.js';

/**
 * Whether the tiles of level 0 say of events where they stand: those from a place of the tree on, at `positions` of the record.
 * Where a tile begins before them, or ends behind, that end of it is not looked at.
 */
export async function standRight(kept: KeptTree, from: number, positions: readonly Position[]): Promise<boolean> {
  const first = Math.floor(from / TILE_WIDTH);
  const count = Math.ceil((from + positions.length) / TILE_WIDTH) - first;
  const spans = await kept.readSpans(Array.from({ length: count }, (_, i) => first + i));
  const isAt = (place: number, position: Position) => (positions[place - from] ?? position) === position;
  return (
    spans.length === count &&
    spans.every((span) => {
      const start = span.index * TILE_WIDTH;
      return isAt(start, span.first) && isAt(start + span.width - 1, span.last);
    })
  );
}
