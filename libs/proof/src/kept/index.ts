export { bringUp } from './bring-up.js';
export { CheckpointBook, type PublishedCheckpoint } from './checkpoint-book.js';
export { KeptTiles, type Standstill } from './kept-tiles.js';
export { KeptTree, type TileId, type TileSpan, type TreeHead } from './kept-tree.js';
export { MemoryTiles } from './memory-tiles.js';
export { PostgresTiles } from './postgres-tiles.js';
export { TileKeeper } from './tile-keeper.js';
export { standRight } from './stand-right.js';
export { type TreeState, treeState } from './tree-state.js';
