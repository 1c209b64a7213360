import { Field, InputType, Int } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { IsCommandId, IsMoment, IsRevision, IsText } from './input-rules.js';

@InputType({ isAbstract: true })
export class CommandInput {
  @Field({
    description:
      'Made by the client: 8 to 100 letters, digits or . : _ - /. Sent twice with one id, a command has one effect.',
  })
  @IsCommandId()
  commandId: string;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: 'Why: kept with the change for whoever reviews it.',
  })
  @IsOptional()
  @IsText()
  reason: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: 'The legal act that the change rests on, with its number.',
  })
  @IsOptional()
  @IsText(500)
  legalBasis: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: 'The date or moment from which it holds, if that is not when it is recorded.',
  })
  @IsOptional()
  @IsMoment()
  effectiveAt: string | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: null,
    description:
      'The `revision` of what you looked at when you decided. If somebody changed it since, the command is refused as CHANGED_SINCE and says what they did.',
  })
  @IsOptional()
  @IsRevision()
  expectedRevision: number | null;
}
