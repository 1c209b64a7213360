import type { TileId } from '../kept/kept-tree.js';
import { TILE_WIDTH } from './coordinates.js';

/** C2SP tlog-tiles has levels up to this. */
const HIGHEST_LEVEL = 63;
const PATH = /^tile\/(0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Under which path a tile is served (https://c2sp.org/tlog-tiles): `tile/0/x001/x234/067`, or `tile/0/000.p/5` while it has 5. */
export function tilePath({ level, index, width }: TileId): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The tile of a path; undefined for whatever is not written exactly as {@link tilePath} writes it. */
export function readTilePath(path: string): TileId | undefined {
  const [, level, groups, width] = PATH.exec(path) ?? [];
  if (level === undefined || groups === undefined) return undefined;
  const tile = {
    level: Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const isKnown = tile.level <= HIGHEST_LEVEL && Number.isSafeInteger(tile.index) && tilePath(tile) === path;
  return isKnown ? tile : undefined;
}
