export { CheckpointBook, type PublishedCheckpoint } from './checkpoint-book.js';
export { KeptTree, type TileId, type TreeHead } from './kept-tree.js';
