import { Field, InputType, Int } from '@nestjs/graphql';
import { CommandInput, IsId, IsLocalizedText, IsOneOf, IsReference, LocalizedTextInput } from '@baikoo/edge';
import { IsOptional } from 'class-validator';
import type { Qualifier } from '../domain/series.events.js';
import { QualifierEnum } from './indicator.enums.js';
import { FigureInput } from './indicator.inputs.js';

@InputType()
export class RecordReadingInput extends FigureInput {
  @Field(() => Int, {
    nullable: true,
    defaultValue: null,
    description:
      'The version of the definition by which it is counted; the one that held when the period began unless said.',
  })
  definitionVersion: number | null;

  @Field(() => QualifierEnum, { defaultValue: QualifierEnum.EXACT })
  @IsOneOf(QualifierEnum)
  qualifier: Qualifier;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsLocalizedText()
  note: LocalizedTextInput | null;

  @Field({ defaultValue: false, description: 'Not published by anybody: invented to show how the system works.' })
  illustrative: boolean;
}

@InputType()
export class ConfirmReadingInput extends CommandInput {
  @Field({ description: 'The code of the indicator.' })
  @IsId()
  indicatorId: string;

  @Field()
  @IsId()
  territoryId: string;

  @Field()
  @IsReference()
  readingId: string;
}
