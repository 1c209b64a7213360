import type { Position } from '@baikoo/event-store';
import type { CalendarDate, LocalizedText } from '@baikoo/kernel';
import type { MeasureOfPlan } from '../domain/plan.commands.js';

/** The words of a measure of a plan, as far as the text of a plan holds them. */
export type MeasureTexts = {
  readonly measureId: string;
  readonly titles: LocalizedText;
  readonly expectedResult: LocalizedText | null;
  readonly responsibleOrganisationId: string;
  readonly deadline: CalendarDate;
};

/** What a plan must know of its measures, which are another slice's. The slice `measures` answers. */
export abstract class MeasuresOfPlan {
  /**
   * The measures of a plan as they stand at the end of the record, and which of the ids belong to measures of other
   * plans. Throws `Unavailable` when nobody can say in time.
   */
  abstract find(
    planId: string,
    ids: readonly string[],
  ): Promise<{ readonly measures: readonly MeasureOfPlan[]; readonly taken: ReadonlySet<string> }>;

  /** The words of the measures that the plan had at a position, by id. */
  abstract textsAt(planId: string, position: Position): Promise<readonly MeasureTexts[]>;
}
