import { type Database, sql } from '@baikoo/database';
import type { DecimalString, LocalizedText, Period } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';
import { findTerritories, type TerritoryKind } from '@baikoo/territories';
import type { FiguresOf } from '../domain/roll-up-of.formula.js';
import { findIndicator } from './indicators.js';
import type { IndicatorView } from './indicator.views.js';

export type RollUpQuestion = {
  readonly indicatorId: string;
  /** The territory whose figure is made of those within it. */
  readonly territoryId: string;
  readonly period: Period;
  /** Which territories it is made of: all of this kind within it, its direct children unless said. */
  readonly kind?: TerritoryKind | null;
};

export type RollUpFacts = {
  readonly indicator: IndicatorView;
  /** The territories of the map as it held on the last day of the period, with their readings that touch it. */
  readonly members: readonly (FiguresOf & { readonly names: LocalizedText })[];
};

/**
 * What a roll-up is made of: the indicator with the territory's own readings, the territories within, their readings. Three
 * statements, however many territories. Undefined when there is no such indicator.
 */
export async function findRollUpFacts(
  db: Database,
  asOf: AsOf,
  { indicatorId, territoryId, period, kind }: RollUpQuestion,
): Promise<RollUpFacts | undefined> {
  const [indicator, within] = await Promise.all([
    findIndicator(db, indicatorId, territoryId, asOf),
    findTerritories(db, asOf, {
      ...(kind == null ? { parentId: territoryId } : { within: territoryId, kind }),
      on: period.to,
    }),
  ]);
  if (!indicator) return undefined;
  const territories = within.filter(({ id }) => id !== territoryId);
  const readings = await findReadingsOf(db, asOf, indicatorId, period, territories);
  return {
    indicator,
    members: territories.map(({ id, names }) => ({
      ...{ territoryId: id, names },
      readings: readings.filter((reading) => reading.territoryId === id),
    })),
  };
}

type Found = FiguresOf['readings'][number] & { readonly territoryId: string; readonly value: DecimalString };

/** The readings of many territories that touch a period, with whether a contradiction about them is open. */
const findReadingsOf = (
  db: Database,
  asOf: AsOf,
  indicatorId: string,
  { from, to }: Period,
  territories: readonly { readonly id: string }[],
): Promise<readonly Found[]> =>
  db.query<Found>(sql`
    with these as materialized (
      select * from ${rowsOf('reading', asOf)}
      where indicator_id = ${indicatorId} and territory_id = any(${territories.map(({ id }) => id)}::text[])
        and period_from <= ${to} and period_to >= ${from}
    ), disputed as (
      select reading_id, against from ${rowsOf('reading_flag', asOf)}
      where indicator_id = ${indicatorId} and status = 'OPEN' and against <> '[]'
    )
    select these.id, territory_id as "territoryId", period, value, numerator, denominator, qualifier,
           definition_version as "definitionVersion", status, outweighed,
           exists (
             select from disputed
             where (disputed.reading_id = these.id or disputed.against ? these.id)
               and exists (select from these as other where other.status in ('PROVISIONAL', 'CONFIRMED')
                           and other.id <> these.id
                           and (other.id = disputed.reading_id or disputed.against ? other.id))
           ) as conflicting
    from these order by territory_id collate "C", period_from, period_to, place`);
