export { TILE_HEIGHT, TILE_WIDTH, type TilePlace, widthOf } from './coordinates.js';
export { readTilePath, tilePath } from './tile-path.js';
