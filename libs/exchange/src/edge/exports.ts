import { Injectable } from '@nestjs/common';
import { Database } from '@baikoo/database';
import type { Caller } from '@baikoo/edge';
import { findOrganisations } from '@baikoo/identity';
import { findIndicators, mayReadFigures } from '@baikoo/indicators';
import { type ReadingScope, type Refusal, refuse } from '@baikoo/kernel';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import { findMeasures, type MeasureFilter, type MeasureView } from '@baikoo/measures';
import { findPlan } from '@baikoo/plans';
import { findTerritories } from '@baikoo/territories';
import { measuresTable } from '../export/write-list.js';
import { matrixTable } from '../export/write-matrix.js';
import { writeCsv } from '../workbook/write-csv.js';
import { writeXlsx } from '../workbook/write-xlsx.js';

export type Format = 'xlsx' | 'csv';
/** In which language, of which day and place in the record, and what of it whoever asks may read. */
type Question = Pick<Caller, 'language' | 'today' | 'asOf'> & { readonly scope: ReadingScope };

const PAGE = 1_000;

/** Tables that people take away. */
@Injectable()
export class Exports {
  constructor(private readonly db: Database) {}

  /**
   * The plan as a matrix that can be imported again, with the measures that the caller may read. Refused where a baseline or
   * target of theirs may not be: no cell is left empty as if there were none.
   */
  async plan(planId: string, question: Question, format: Format): Promise<Buffer | Refusal<RefusalCode>> {
    const { language, asOf } = question;
    const plan = await findPlan(this.db, planId, asOf, question.scope);
    if (!plan) return refuse('UNKNOWN_PLAN', 'planId', { id: planId });
    const [measures, organisations, territories, indicators] = await Promise.all([
      this.#all({ planId }, question),
      findOrganisations(this.db, asOf),
      findTerritories(this.db, asOf),
      findIndicators(this.db, asOf, { territoryId: plan.territoryId }),
    ]);
    const named = new Set(measures.flatMap(({ indicatorIds }) => indicatorIds));
    for (const { id, responsibleOrganisationId, baseline, targets } of indicators.rows) {
      if (!named.has(id) || (!baseline && targets.length === 0)) continue;
      const figures = { territoryId: plan.territoryId, responsibleOrganisationId };
      if (!(await mayReadFigures(this.db, question.scope, figures))) return refuse('NOT_YOURS_TO_READ');
    }
    const content = { plan, measures, organisations, territories, indicators: indicators.rows };
    return tableAs(format, translatorFor(language).say('sheet.matrix.name'), matrixTable(content, language));
  }

  async measures(filter: MeasureFilter, question: Question, format: Format): Promise<Buffer | Refusal<RefusalCode>> {
    const { planId } = filter;
    const { language, asOf } = question;
    if (planId != null && !(await findPlan(this.db, planId, asOf, question.scope)))
      return refuse('UNKNOWN_PLAN', 'planId', { id: planId });
    const [measures, organisations] = await Promise.all([
      this.#all(filter, question),
      findOrganisations(this.db, asOf),
    ]);
    return tableAs(
      format,
      translatorFor(language).say('sheet.list.name'),
      measuresTable(measures, organisations, language),
    );
  }

  /** Page by page, because no question answers without bound. */
  async #all(asked: MeasureFilter, question: Question): Promise<readonly MeasureView[]> {
    const { today, asOf } = question;
    const filter = { ...asked, scope: question.scope };
    const all: MeasureView[] = [];
    let after: string | undefined;
    do {
      const page = await findMeasures(this.db, { filter, today, asOf, limit: PAGE, after });
      all.push(...page.rows);
      after = page.hasNextPage ? (page.rows.at(-1) as { cursor?: string } | undefined)?.cursor : undefined;
    } while (after !== undefined);
    return all;
  }
}

/** A table as a file, with its headings in the first row. */
export async function tableAs(format: Format, name: string, table: readonly (readonly string[])[]): Promise<Buffer> {
  if (format === 'csv') return writeCsv(table);
  const [head = [], ...rows] = table;
  const widths = head.map((heading, column) => widthOf([heading, ...rows.map((row) => row[column] ?? '')]));
  return writeXlsx([{ name, rows: [head.map((text) => ({ text, heading: true })), ...rows], widths, frozenRows: 1 }]);
}

/** Wide enough for most lines, narrow enough for a screen. */
const widthOf = (texts: readonly string[]): number =>
  Math.min(50, Math.max(8, ...texts.slice(0, 200).map((text) => Math.min(50, text.length + 2))));
