import { findCycle, findSubmissions, type Item } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import type { Caller } from '@baikoo/edge';
import { findOrganisation } from '@baikoo/identity';
import { findIndicators } from '@baikoo/indicators';
import { type ReadingScope, type Refusal, refuse, textIn } from '@baikoo/kernel';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import { findMeasures } from '@baikoo/measures';
import { filledFrom, type FormRow } from '../forms/form.js';
import type { ShownForm } from '../forms/write-form.js';

/**
 * In which language the form speaks, the national date on which measures are judged, and what whoever asks may read.
 * Whoever may read a report is told the last figure of each series that it reports into.
 */
export type FormQuestion = Pick<Caller, 'language' | 'today'> & { readonly scope: ReadingScope };

/** No organisation has more of its own in one plan. */
const MOST_MEASURES = 2_000;

/** What the reporting form of an organisation for a cycle holds now: a row for whatever it can still report on. */
export async function findForm(
  db: Database,
  { language, today, scope }: FormQuestion,
  cycleId: string,
  organisationId: string,
): Promise<ShownForm | Refusal<RefusalCode>> {
  const cycle = await findCycle(db, cycleId);
  if (!cycle) return refuse('UNKNOWN_CYCLE', 'cycleId', { id: cycleId });
  const [[submission], organisation, own] = await Promise.all([
    findSubmissions(db, undefined, { cycleId, organisationId, scope }),
    findOrganisation(db, organisationId),
    findMeasures(db, {
      filter: { planId: cycle.planId, organisationId, scope },
      today,
      asOf: undefined,
      limit: MOST_MEASURES,
    }),
  ]);
  if (!organisation) return refuse('UNKNOWN_ORGANISATION', 'organisationId', { id: organisationId });
  if (!submission) return refuse('UNKNOWN_OBLIGATION', 'organisationId', { id: organisationId });
  const items = submission.items.map(({ item }) => item);
  const measures = own.rows.filter(({ status }) => status === 'PLANNED' || status === 'IN_PROGRESS');
  const readings = items.filter((item): item is Extract<Item, { kind: 'READING' }> => item.kind === 'READING');
  const owed = new Set([
    ...measures.flatMap(({ indicatorIds }) => indicatorIds),
    ...readings.map(({ indicatorId }) => indicatorId),
  ]);
  const territoryId = submission.territoryId ?? 'KG';
  // What another agency answers for a report of no territory does not take in; what it holds already is shown.
  const held = new Set(readings.map(({ indicatorId }) => indicatorId));
  const takes = (by: string | null) => submission.territoryId !== null || by === null || by === organisationId;
  const indicators =
    owed.size === 0
      ? []
      : (await findIndicators(db, undefined, { territoryId })).rows.filter(
          ({ id, responsibleOrganisationId }) => owed.has(id) && (held.has(id) || takes(responsibleOrganisationId)),
        );

  const say = translatorFor(language);
  const shown = new Map<string, readonly string[]>();
  const rows: FormRow[] = [];
  const add = (row: Omit<FormRow, 'made' | 'key'>, cells: readonly string[]) => {
    const key = `${row.kind[0]}${row.kind === 'MONEY' ? 'F' : ''}${rows.filter(({ kind }) => kind === row.kind).length + 1}`;
    rows.push({ ...row, key, made: filledFrom(row, items) });
    shown.set(key, cells);
  };
  for (const { id, titles, deadline, percent, progressText, funding } of measures) {
    const title = textIn(titles, language);
    add({ kind: 'MEASURE', id, part: '', title }, [
      say.date(deadline),
      percent === null ? '' : `${percent} %. ${progressText ?? ''}`,
    ]);
    for (const { id: part, source, year, planned, allocated, spent } of funding)
      add({ kind: 'MONEY', id, part, title }, [
        `${say.say(`sheet.source.${source}`)}, ${year}`,
        planned,
        allocated,
        spent,
      ]);
  }
  for (const { id, names, unit, dimensions, readings: before } of indicators)
    for (const part of new Set([
      cycle.period,
      ...readings.filter(({ indicatorId }) => indicatorId === id).map(({ period }) => period),
    ])) {
      const last = before.at(-1);
      add({ kind: 'INDICATOR', id, part, title: textIn(names, language) }, [
        textIn(unit, language),
        dimensions.map(({ dimension, categories }) => `${dimension} / ${categories.join(', ')}`).join('\n'),
        part,
        last ? `${last.value} (${last.period})` : '',
      ]);
    }
  return {
    cycleId,
    organisationId,
    language,
    rows,
    organisation: textIn(organisation.names, language),
    period: cycle.period,
    dueOn: cycle.dueOn,
    shown,
  };
}
