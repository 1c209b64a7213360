import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import {
  CommandInput,
  IsId,
  IsLocalizedText,
  IsPosition,
  LocalizedTextInput,
  LocalizedTextType,
  MomentScalar,
  PositionScalar,
} from '@baikoo/edge';
import { type Cause, EventStore, execute, type Receipt } from '@baikoo/event-store';
import type { Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { report, type ReportCommand } from '../domain/report.js';
import { reportStream } from './report.handler.js';

@InputType()
export class PublishErratumInput extends CommandInput {
  @Field()
  @IsId()
  cycleId: string;

  @Field(() => PositionScalar, { description: 'The position of the compiled report that it is about.' })
  @IsPosition()
  position: string;

  @Field(() => LocalizedTextInput, { description: 'What the reader of that report has to know.' })
  @IsLocalizedText()
  text: LocalizedTextInput;
}

@ObjectType('Erratum', { description: 'What was said beside a compiled report once its facts had been corrected.' })
export class ErratumType {
  @Field(() => LocalizedTextType)
  text: LocalizedTextType;

  @Field(() => MomentScalar)
  publishedAt: string;
}

/** Asks for an erratum to a report that was compiled. */
export class AskErratum extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: Extract<ReportCommand, { type: 'PublishErratum' }>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskErratum)
export class AskErratumHandler implements ICommandHandler<AskErratum> {
  constructor(private readonly store: EventStore) {}

  execute({ wish: command, cause }: AskErratum) {
    return execute(this.store, { decider: report, stream: reportStream(command.cycleId), command, cause });
  }
}
