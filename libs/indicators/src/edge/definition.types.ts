import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DecimalScalar, LocalizedTextType, PeriodScalar, SourceType } from '@baikoo/edge';

@ObjectType('IndicatorDefinition', { description: 'A version of how an indicator is counted.' })
export class IndicatorDefinitionType {
  @Field(() => Int)
  version: number;

  @Field(() => PeriodScalar, { description: 'The first period counted by it, as far as known.' })
  holdsFrom: string;

  @Field({ description: 'Values from here on are not comparable with those of the versions before.' })
  breakInSeries: boolean;

  @Field(() => LocalizedTextType, { nullable: true })
  explanation: LocalizedTextType | null;

  @Field(() => SourceType)
  source: SourceType;
}

@ObjectType('Bounds', { description: 'Both ends included.' })
export class BoundsType {
  @Field(() => DecimalScalar)
  min: string;

  @Field(() => DecimalScalar)
  max: string;
}

@ObjectType('Dimension', { description: 'By what a reading can be broken down.' })
export class DimensionType {
  @Field()
  dimension: string;

  @Field(() => [String])
  categories: string[];
}
