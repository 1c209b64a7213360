import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { CommandInput, DateScalar, IsDate, IsDecimal, IsList, IsOneOf, IsText, LegalActInput } from '@baikoo/edge';
import { type ConventionName, DEFAULT_CONVENTIONS } from '@baikoo/kernel';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';

export const ConventionNameEnum = Object.fromEntries(Object.keys(DEFAULT_CONVENTIONS).map((name) => [name, name]));
registerEnumType(ConventionNameEnum, {
  name: 'ConventionName',
  description:
    'What the program judges by where no law does. LIGHT: the traffic light of a measure; PROGRESS: of an indicator; ' +
    'CHECKS: what has to be explained; SILENCE: readings that do not come; FIGURES: what no figure can be; MONEY: amounts; REPORTING: days of reporting.',
});

@InputType()
export class ConventionValueInput {
  @Field({ description: 'As the query `conventions` names it: farBehind.' })
  @IsText(50)
  name: string;

  @Field({ description: 'A decimal; a share is a share of one: 0.25.' })
  @IsDecimal()
  value: string;
}

@InputType()
export class SetConventionInput extends CommandInput {
  @Field(() => ConventionNameEnum)
  @IsOneOf(ConventionNameEnum)
  convention: ConventionName;

  @Field(() => [ConventionValueInput], { description: 'Those that change; what is not named stays.' })
  @IsList(20)
  @ValidateNested({ each: true })
  @Type(() => ConventionValueInput)
  values: ConventionValueInput[];

  @Field(() => DateScalar, {
    description:
      'The date from which it holds: today or later. It goes on into settings of later days, until one that changed the same value.',
  })
  @IsDate()
  holdsFrom: string;

  @Field({ description: 'Why it is changed.' })
  @IsText()
  why: string;

  @Field(() => LegalActInput, { description: 'The decision that it rests on.' })
  @ValidateNested()
  @Type(() => LegalActInput)
  act: LegalActInput;
}
