import { Field, ID, ObjectType } from '@nestjs/graphql';
import { LocalizedTextType, SourceType } from '@baikoo/edge';
import type { RiskLevel } from '../domain/risk.events.js';
import { RiskLevelEnum } from './risk.inputs.js';

@ObjectType('Risk', { description: 'What could keep a plan from succeeding.' })
export class RiskType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  planId: string;

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field(() => LocalizedTextType, { nullable: true, description: 'What is to be done about it.' })
  mitigation: LocalizedTextType | null;

  @Field(() => RiskLevelEnum, { nullable: true, description: 'Null while nobody has rated it.' })
  probability: RiskLevel | null;

  @Field(() => RiskLevelEnum, { nullable: true, description: 'Null while nobody has rated it.' })
  impact: RiskLevel | null;

  @Field(() => SourceType)
  source: SourceType;
}
