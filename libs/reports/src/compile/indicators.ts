import type { SubmissionView } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import { compareWithBaseline, findIndicators, type IndicatorView } from '@baikoo/indicators';
import type { AsOf } from '@baikoo/projections';
import type { IndicatorReport, NameOf } from '../report-data.js';

/** National series of every indicator, followed by the local ones that were reported in the cycle. */
export async function indicatorsOf(
  db: Database,
  asOf: AsOf,
  submissions: readonly SubmissionView[],
  nameOf: NameOf,
): Promise<IndicatorReport[]> {
  const national = (await findIndicators(db, asOf)).rows;
  const local: IndicatorView[] = [];
  for (const [territoryId, ids] of reportedLocally(submissions)) {
    const { rows } = await findIndicators(db, asOf, { territoryId });
    local.push(...rows.filter(({ id }) => ids.has(id)));
  }
  return [...national, ...local].map((indicator) => asReport(indicator, nameOf));
}

/** Which indicators each territory reported a reading of, that has become a fact. */
function reportedLocally(submissions: readonly SubmissionView[]): [string, ReadonlySet<string>][] {
  const reported = new Map<string, Set<string>>();
  for (const { territoryId, items } of submissions) {
    if (territoryId === null || territoryId === 'KG') continue;
    for (const { item, outcome } of items) {
      if (item.kind !== 'READING' || !outcome || !('position' in outcome)) continue;
      reported.set(territoryId, (reported.get(territoryId) ?? new Set()).add(item.indicatorId));
    }
  }
  return [...reported].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function asReport(indicator: IndicatorView, nameOf: NameOf): IndicatorReport {
  const { baseline } = indicator;
  const target = indicator.targets.at(-1);
  return {
    id: indicator.id,
    names: indicator.names,
    unit: indicator.unit,
    directionReference: indicator.directionReference,
    territory: nameOf('territory', indicator.territoryId),
    better: indicator.better,
    baseline: baseline && { period: baseline.period, value: baseline.value, source: baseline.source },
    target: target
      ? { period: target.period, value: target.value, source: target.source, illustrative: target.illustrative }
      : null,
    points: indicator.readings.map((reading) => ({
      period: reading.period,
      from: reading.from,
      to: reading.to,
      value: reading.value,
      qualifier: reading.qualifier,
      definitionVersion: reading.definitionVersion,
      source: reading.source,
      note: reading.note,
      status: reading.status === 'CONFIRMED' ? 'CONFIRMED' : 'PROVISIONAL',
      conflicting: reading.conflicting,
      illustrative: reading.illustrative,
      ...(reading.supersedes !== null && { corrected: true }),
      ...(reading.outweighed && { outweighed: true }),
    })),
    ...(indicator.missing.length > 0 && {
      missing: indicator.missing.map(({ period, reason }) => ({ period, reason })),
    }),
    breaks: indicator.definitions
      .filter(({ breakInSeries }) => breakInSeries)
      .map(({ version, holdsFrom, explanation, source }) => ({
        ...{ version, holdsFrom, explanation: explanation ?? {}, source },
      })),
    change: compareWithBaseline(indicator),
  };
}
