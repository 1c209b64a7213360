import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateScalar, LocalizedTextType, MomentScalar, PeriodScalar } from '@baikoo/edge';
import { OrganisationType } from '@baikoo/identity';
import type { OrganisationSort } from '../read/completeness.js';
import type { SubmissionStatus } from '../read/cycles.js';
import { SubmissionCountsType } from './cycle-list.types.js';
import { CycleType } from './cycle.types.js';
import { SubmissionStatusEnum } from './submission.types.js';

export const OrganisationSortEnum: { [Sort in OrganisationSort]: Sort } = {
  ...{ ORGANISATION: 'ORGANISATION', COMPLETENESS: 'COMPLETENESS', TIMELINESS: 'TIMELINESS' },
};
registerEnumType(OrganisationSortEnum, {
  name: 'OrganisationSort',
  description: 'Organisations of which nothing was expected stand before those that gave nothing.',
});

@ObjectType('SubmissionRates', { description: 'Reports counted, and their shares of those expected.' })
export class SubmissionRatesType extends SubmissionCountsType {}

@ObjectType('CompletenessOfTerritory')
export class CompletenessOfTerritoryType extends SubmissionCountsType {
  @Field(() => ID)
  territoryId: string;

  @Field(() => LocalizedTextType, { description: 'As it was called on the last day of the period.' })
  territoryNames: LocalizedTextType;
}

@ObjectType('Completeness', { description: 'What became of the reports that are owed for a cycle.' })
export class CompletenessType {
  @Field(() => CycleType)
  cycle: CycleType;

  @Field(() => [String], { description: 'The formulas of the rates, by name.' })
  formulas: readonly string[];

  @Field(() => SubmissionRatesType, {
    description: 'All reports of the cycle that the caller may read, also those of no territory.',
  })
  total: SubmissionRatesType;

  @Field(() => [CompletenessOfTerritoryType], {
    description: 'The parts of the territory with everything in them, on the map of the last day of the period.',
  })
  byTerritory: CompletenessOfTerritoryType[];
}

@ObjectType('CompletenessOfOrganisation', { description: 'Of one organisation, over all cycles that match.' })
export class CompletenessOfOrganisationType extends SubmissionCountsType {
  @Field(() => OrganisationType)
  organisation: OrganisationType;

  @Field(() => Int, { description: 'Reports whose due day was recorded as missed, also if they came later.' })
  missed: number;
}

export const CompletenessOfOrganisationConnection = connectionOf(
  CompletenessOfOrganisationType,
  'CompletenessOfOrganisation',
);

@ObjectType('SilentReport', { description: 'A report that is owed, whose due day has passed, and that never came.' })
export class SilentReportType {
  @Field(() => ID, { description: 'Of the submission.' })
  id: string;

  @Field(() => ID)
  cycleId: string;

  @Field(() => ID)
  planId: string;

  @Field(() => PeriodScalar)
  period: string;

  @Field(() => OrganisationType)
  organisation: OrganisationType;

  @Field(() => ID, { nullable: true })
  territoryId: string | null;

  @Field(() => LocalizedTextType, { nullable: true })
  territoryNames: LocalizedTextType | null;

  @Field(() => SubmissionStatusEnum, { description: 'NOT_STARTED or DRAFT: something may have been written.' })
  status: SubmissionStatus;

  @Field(() => DateScalar)
  dueOn: string;

  @Field(() => DateScalar, { description: 'The first day on which it was late.' })
  since: string;

  @Field(() => Int, { description: 'Whole days since the due day.' })
  days: number;

  @Field(() => [DateScalar], { description: 'The days on which the organisation was reminded.' })
  remindedOn: string[];

  @Field(() => MomentScalar, { nullable: true, description: 'When the missed deadline was recorded.' })
  missedAt: string | null;
}

export const SilentReportConnection = connectionOf(SilentReportType, 'SilentReport');
