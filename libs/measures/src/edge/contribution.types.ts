import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LocalizedTextType } from '@baikoo/edge';
import { MeasureTotalsType } from './measure-parts.types.js';

@ObjectType('ContributingTerritory')
export class ContributingTerritoryType {
  @Field(() => ID)
  territoryId: string;

  @Field(() => LocalizedTextType, { nullable: true, description: 'Null only while its registration is on the way.' })
  territoryNames: LocalizedTextType | null;

  @Field(() => Int, { description: 'Measures of this very territory that serve the task.' })
  measures: number;
}

@ObjectType('LocalContribution', {
  description:
    'What the measures of joint plans do for one task of a national plan: how many stand how, where, and their money in ' +
    'som. Ask `measures(servesPlanId, servesTaskId)` for the measures themselves, page by page.',
})
export class LocalContributionType extends MeasureTotalsType {
  @Field(() => ID)
  taskId: string;

  @Field(() => ID)
  directionId: string;

  @Field({ description: 'Number of the task in the document.' })
  reference: string;

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field({
    description:
      'Whether it was taken out of the plan. Such a task stands here, as it was last worded, as long as measures serve it.',
  })
  removed: boolean;

  @Field(() => Int, { description: 'How many measures serve it; one that serves two tasks counts under both.' })
  measures: number;

  @Field(() => [ContributingTerritoryType])
  territories: ContributingTerritoryType[];
}
