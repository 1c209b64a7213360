import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import {
  CommandInput,
  IsId,
  IsLocalizedText,
  IsOneOf,
  IsReference,
  LocalizedTextInput,
  SourceInput,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import type { RiskLevel } from '../domain/risk.events.js';

export const RiskLevelEnum: { [Level in RiskLevel]: Level } = { LOW: 'LOW', MEDIUM: 'MEDIUM', HIGH: 'HIGH' };
registerEnumType(RiskLevelEnum, { name: 'RiskLevel', description: 'How probable, or how grave.' });

@InputType()
export class RegisterRiskInput extends CommandInput {
  @Field()
  @IsReference()
  riskId: string;

  @Field()
  @IsId()
  planId: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null, description: 'What is to be done about it.' })
  @IsOptional()
  @IsLocalizedText()
  mitigation: LocalizedTextInput | null;

  @Field(() => RiskLevelEnum, { nullable: true, defaultValue: null, description: 'Null while nobody has rated it.' })
  @IsOptional()
  @IsOneOf(RiskLevelEnum)
  probability: RiskLevel | null;

  @Field(() => RiskLevelEnum, { nullable: true, defaultValue: null, description: 'Null while nobody has rated it.' })
  @IsOptional()
  @IsOneOf(RiskLevelEnum)
  impact: RiskLevel | null;

  @Field(() => SourceInput)
  @ValidateNested()
  @Type(() => SourceInput)
  source: SourceInput;
}
