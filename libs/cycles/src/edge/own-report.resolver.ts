import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, type CommandInput, CommandGateway, type InputClass, Outcome } from '@baikoo/edge';
import type { Item } from '../domain/submission.events.js';
import {
  AnswerRemarkInput,
  ClaimCompletionInput,
  ReportExpenditureInput,
  ReportProgressInput,
  ReportReadingInput,
  SubmitReportInput,
  WithdrawItemInput,
  WithdrawReportInput,
} from './cycle.inputs.js';
import { type OwnFields, writeOwnReport } from './own-report.js';

/** What an organisation writes in its report, until it is handed in. */
@Resolver()
export class OwnReportResolver {
  constructor(private readonly gateway: CommandGateway) {}

  @Mutation(() => Outcome, { description: 'Writes progress of a measure into the own report. Again: corrects it.' })
  reportProgress(@Context() caller: Caller, @Args('input') input: ReportProgressInput) {
    return this.#report(caller, 'ReportProgress', ReportProgressInput, input, (fields) => ({
      kind: 'PROGRESS',
      ...fields,
    }));
  }

  @Mutation(() => Outcome, { description: 'Writes into the own report that a measure is completed, with evidence.' })
  claimCompletion(@Context() caller: Caller, @Args('input') input: ClaimCompletionInput) {
    return this.#report(caller, 'ClaimCompletion', ClaimCompletionInput, input, ({ furtherEvidence, ...fields }) => ({
      ...{ kind: 'COMPLETION', ...fields },
      // Said only where there is something to say: an item reads alike whichever way it came in.
      ...(furtherEvidence.length > 0 && { furtherEvidence }),
    }));
  }

  @Mutation(() => Outcome, {
    description: 'Writes spending on a funding line into the own report. Again: corrects it.',
  })
  reportExpenditure(@Context() caller: Caller, @Args('input') input: ReportExpenditureInput) {
    return this.#report(caller, 'ReportExpenditure', ReportExpenditureInput, input, (fields) => ({
      kind: 'EXPENDITURE',
      ...fields,
    }));
  }

  @Mutation(() => Outcome, { description: 'Writes a reading of an indicator into the own report. Again: corrects it.' })
  reportReading(@Context() caller: Caller, @Args('input') input: ReportReadingInput) {
    return this.#report(caller, 'ReportReading', ReportReadingInput, input, (fields) => ({
      kind: 'READING',
      ...fields,
    }));
  }

  @Mutation(() => Outcome, { description: 'Takes an item of the own report back.' })
  withdrawItem(@Context() caller: Caller, @Args('input') input: WithdrawItemInput) {
    return writeOwnReport(
      this.gateway,
      caller,
      'WithdrawItem',
      WithdrawItemInput,
      input,
      ({ onBehalfOf: _, ...fields }) => ({
        type: 'WithdrawItem',
        ...fields,
      }),
    );
  }

  @Mutation(() => Outcome, { description: 'Answers a remark of the reviewer where the item stays as it is.' })
  answerRemark(@Context() caller: Caller, @Args('input') input: AnswerRemarkInput) {
    return writeOwnReport(
      this.gateway,
      caller,
      'AnswerRemark',
      AnswerRemarkInput,
      input,
      ({ onBehalfOf: _, ...fields }) => ({
        type: 'AnswerRemark',
        ...fields,
      }),
    );
  }

  @Mutation(() => Outcome, { description: 'Takes the own report back before its review has begun.' })
  withdrawReport(@Context() caller: Caller, @Args('input') input: WithdrawReportInput) {
    return writeOwnReport(this.gateway, caller, 'WithdrawReport', WithdrawReportInput, input, ({ cycleId }) => ({
      type: 'WithdrawReport',
      cycleId,
    }));
  }

  @Mutation(() => Outcome, { description: 'Hands the own report in. Late is accepted and marked late.' })
  submitReport(@Context() caller: Caller, @Args('input') input: SubmitReportInput) {
    return writeOwnReport(
      this.gateway,
      caller,
      'SubmitReport',
      SubmitReportInput,
      input,
      ({ onBehalfOf: _, ...fields }) => ({
        type: 'SubmitReport',
        ...fields,
      }),
    );
  }

  #report<Input extends OwnFields>(
    caller: Caller,
    command: string,
    rules: InputClass<Input>,
    input: Input,
    itemOf: (fields: Omit<Omit<Input, keyof CommandInput>, 'cycleId' | 'onBehalfOf'>) => Item,
  ) {
    return writeOwnReport(this.gateway, caller, command, rules, input, ({ cycleId, onBehalfOf: _, ...fields }) => ({
      type: 'ReportItem',
      cycleId,
      item: itemOf(fields),
    }));
  }
}
