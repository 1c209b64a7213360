import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateScalar, LegalActType, MomentScalar } from '@baikoo/edge';
import type { ConventionName } from '@baikoo/kernel';
import { ConventionNameEnum } from './convention.inputs.js';

@ObjectType('ConventionValue', { description: 'One value by which the program judges: our convention, not the law’s.' })
export class ConventionValueType {
  @Field()
  name: string;

  @Field({ description: "What it decides, in the caller's language." })
  meaning: string;

  @Field({ description: 'A decimal; a share is a share of one: 0.25.' })
  value: string;

  @Field({ description: 'What holds where nobody has recorded anything else.' })
  standard: string;
}

@ObjectType('ConventionSetting', { description: 'How a convention was set once.' })
export class ConventionSettingType {
  @Field(() => DateScalar, { description: 'The date from which it holds; another that begins later takes its place.' })
  holdsFrom: string;

  @Field(() => [ConventionValueType])
  values: ConventionValueType[];

  @Field()
  why: string;

  @Field(() => LegalActType)
  act: LegalActType;

  @Field(() => ID, { description: 'The organisation that recorded it; the trail names the person.' })
  organisationId: string;

  @Field(() => MomentScalar)
  setAt: string;
}

@ObjectType('Convention', {
  description: 'A set of values by which the program judges. Our convention, not the law’s.',
})
export class ConventionType {
  @Field(() => ConventionNameEnum)
  name: ConventionName;

  @Field({ description: "What it is about, in the caller's language." })
  title: string;

  @Field({ description: "Whose convention it is, in the caller's language: to be shown beside the figure." })
  notice: string;

  @Field(() => [ConventionValueType], { description: 'What holds on the day of the question.' })
  values: ConventionValueType[];

  @Field(() => ConventionSettingType, {
    nullable: true,
    description: 'The setting that holds; null where the standard of the program holds.',
  })
  setting: ConventionSettingType | null;

  @Field(() => [ConventionSettingType], {
    description: 'All settings, in the order of the record: former ones, and those that hold later.',
  })
  settings: ConventionSettingType[];
}
