import { type Database, type Sql, sql } from '@baikoo/database';
import type { Position } from '@baikoo/event-store';
import type { TilePlace } from '../tiles/coordinates.js';
import type { Growth } from './growth.js';
import { KeptTiles, type Standstill } from './kept-tiles.js';
import type { TileSpan, TreeHead } from './kept-tree.js';

/** Tiles in the database, beside the record (migration 019): the program can add to them and change nothing in them. */
export class PostgresTiles extends KeptTiles {
  constructor(private readonly db: Database) {
    super();
  }

  async head(): Promise<TreeHead> {
    const [row] = await this.db.query<{ size: string; position: string }>(sql`select size, position from proof.head`);
    return { size: Number(row!.size), position: BigInt(row!.position) };
  }

  async grow({ from, to, position, tiles }: Growth): Promise<boolean> {
    const rows = tiles.map(({ level, index, added, first, last }) => ({
      ...{ level, index, added: added.toString('hex') },
      ...{ first: first === null ? null : String(first), last: last === null ? null : String(last) },
    }));
    const [row] = await this.db.query<{ done: boolean }>(
      sql`select proof.grow(${from}, ${to}, ${String(position)}, ${JSON.stringify(rows)}) as done`,
    );
    return row!.done;
  }

  readSpans(indexes: readonly number[]): Promise<readonly TileSpan[]> {
    return this.#spans(sql`index = any(${indexes}::bigint[])`);
  }

  async wanted(): Promise<Position> {
    const [row] = await this.db.query<{ wanted: string }>(sql`select wanted from proof.keeping`);
    return BigInt(row!.wanted);
  }

  async standstill(): Promise<Standstill | undefined> {
    const [row] = await this.db.query<{ why: Standstill['why'] | null; since: string }>(
      sql`select stopped_why as why, stopped_since as since from proof.keeping`,
    );
    return row?.why ? { why: row.why, since: row.since } : undefined;
  }

  async standStill(why: Standstill['why'] | undefined): Promise<void> {
    await this.db.query(sql`
      update proof.keeping set stopped_why = ${why ?? null},
        stopped_since = case when ${why ?? null}::text is not null then clock_timestamp() end
      where stopped_why is distinct from ${why ?? null}`);
  }

  protected async want(position: Position): Promise<void> {
    await this.db.query(sql`update proof.keeping set wanted = ${String(position)} where wanted < ${String(position)}`);
  }

  protected async findTiles(places: readonly TilePlace[]) {
    if (places.length === 0) return [];
    const levels = places.map(({ level }) => level);
    const indexes = places.map(({ index }) => index);
    const rows = await this.db.query<{ level: number; index: string; hashes: Buffer }>(sql`
      select tile.level, tile.index, tile.hashes
      from unnest(${levels}::integer[], ${indexes}::bigint[]) as wanted (level, index)
        join proof.tile on tile.level = wanted.level and tile.index = wanted.index`);
    return rows.map(({ level, index, hashes }) => ({ level, index: Number(index), hashes }));
  }

  protected async findSpan(position: Position): Promise<TileSpan | undefined> {
    const [span] = await this.#spans(sql`first_position <= ${String(position)} order by first_position desc limit 1`);
    return span;
  }

  async #spans(which: Sql): Promise<readonly TileSpan[]> {
    const rows = await this.db.query<{ index: string; width: number; first: string; last: string }>(sql`
      select index, octet_length(hashes) / 32 as width, first_position as first, last_position as last
      from proof.tile where level = 0 and ${which}`);
    return rows.map(({ index, width, first, last }) => ({
      ...{ index: Number(index), width, first: BigInt(first), last: BigInt(last) },
    }));
  }
}
