import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar, LegalActType, LocalizedTextType, MomentScalar, PositionScalar } from '@baikoo/edge';

@ObjectType('PlanVersion', { description: 'A plan as an act made it: 1 as adopted, one more with each amendment.' })
export class PlanVersionType {
  @Field(() => Int)
  number: number;

  @Field(() => PositionScalar, { description: 'Ask with @asOf(position) to see the plan as it then stood.' })
  position: string;

  @Field(() => ID, { nullable: true })
  amendmentId: string | null;

  @Field(() => DateScalar, { nullable: true })
  adoptedOn: string | null;

  @Field(() => LegalActType)
  legalAct: LegalActType;

  @Field(() => String, { nullable: true })
  why: string | null;
}

const AmendmentStatusEnum = {
  PROPOSED: 'PROPOSED',
  ADOPTED: 'ADOPTED',
  WITHDRAWN: 'WITHDRAWN',
  REJECTED: 'REJECTED',
} as const;
registerEnumType(AmendmentStatusEnum, { name: 'AmendmentStatus' });
export { AmendmentStatusEnum };

@ObjectType('Amendment', { description: 'What somebody proposed to change in an adopted plan, and what became of it.' })
export class AmendmentType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  planId: string;

  @Field(() => AmendmentStatusEnum)
  status: keyof typeof AmendmentStatusEnum;

  @Field({ description: 'Its changes in their order, as JSON.' })
  changes: string;

  @Field()
  why: string;

  @Field(() => MomentScalar)
  proposedAt: string;

  @Field(() => ID)
  proposedByOrganisationId: string;

  @Field(() => MomentScalar, { nullable: true })
  decidedAt: string | null;

  @Field(() => ID, { nullable: true })
  decidedByOrganisationId: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn or rejected.' })
  decision: string | null;

  @Field(() => DateScalar, { nullable: true })
  adoptedOn: string | null;

  @Field(() => LegalActType, { nullable: true })
  legalAct: LegalActType | null;

  @Field(() => Int, { nullable: true, description: 'Of the plan that it led to.' })
  version: number | null;
}

const PartKindEnum = { PLAN: 'PLAN', DIRECTION: 'DIRECTION', TASK: 'TASK', MEASURE: 'MEASURE' } as const;
registerEnumType(PartKindEnum, { name: 'PlanPart' });
const PartChangeEnum = { ADDED: 'ADDED', REMOVED: 'REMOVED', CHANGED: 'CHANGED' } as const;
registerEnumType(PartChangeEnum, { name: 'PlanPartChange' });

@ObjectType('PlanFieldDifference')
export class PlanFieldDifferenceType {
  @Field()
  field: string;

  @Field(() => String, { nullable: true, description: 'In the caller\'s language; null is "there was none".' })
  before: string | null;

  @Field(() => String, { nullable: true })
  after: string | null;

  @Field(() => LocalizedTextType, { nullable: true, description: 'Of texts, in all languages.' })
  beforeTexts: LocalizedTextType | null;

  @Field(() => LocalizedTextType, { nullable: true })
  afterTexts: LocalizedTextType | null;
}

@ObjectType('PlanPartDifference')
export class PlanPartDifferenceType {
  @Field(() => PartKindEnum)
  part: keyof typeof PartKindEnum;

  @Field(() => ID)
  id: string;

  @Field(() => PartChangeEnum)
  what: keyof typeof PartChangeEnum;

  @Field({ description: "In words of the caller's language: Task 4.1/2 reworded." })
  sentence: string;

  @Field(() => [PlanFieldDifferenceType])
  fields: PlanFieldDifferenceType[];

  @Field(() => [PlanVersionType], { description: 'The acts, between the two versions, that touched it.' })
  acts: PlanVersionType[];
}

@ObjectType('PlanDifference', { description: 'What differs between two versions of a plan.' })
export class PlanDifferenceType {
  @Field(() => Int)
  from: number;

  @Field(() => Int)
  to: number;

  @Field(() => [PlanPartDifferenceType])
  parts: PlanPartDifferenceType[];
}
