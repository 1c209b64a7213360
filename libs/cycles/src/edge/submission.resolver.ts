import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, type CommandInput, CommandGateway, type InputClass, Outcome, FromReadModels } from '@baikoo/edge';
import type { Actor, Moment } from '@baikoo/kernel';
import type { Item } from '../domain/submission.events.js';
import { findSubmission, findSubmissions, type SubmissionView } from '../read/cycles.js';
import {
  AcceptReportInput,
  AnswerRemarkInput,
  ClaimCompletionInput,
  ReportExpenditureInput,
  ReportProgressInput,
  ReportReadingInput,
  ReturnReportInput,
  SubmitReportInput,
  WithdrawItemInput,
  WithdrawReportInput,
} from './cycle.inputs.js';
import { SubmissionType } from './cycle.types.js';
import { submissionIdOf, submissionStream } from './streams.js';
import { AskSubmission, type SubmissionWish } from './submission.handler.js';

@Resolver(() => SubmissionType)
export class SubmissionResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => [SubmissionType], { description: 'Reports owed, begun or not.' })
  async submissions(
    @Context() caller: Caller,
    @Args('cycleId', { type: () => ID, nullable: true }) cycleId?: string | null,
    @Args('organisationId', { type: () => ID, nullable: true }) organisationId?: string | null,
  ) {
    const filter = { ...(cycleId && { cycleId }), ...(organisationId && { organisationId }) };
    return (await findSubmissions(this.db, caller.asOf, filter)).map(asSubmission);
  }

  @FromReadModels()
  @Query(() => SubmissionType, { nullable: true })
  async submission(@Context() caller: Caller, @Args('id', { type: () => ID }) id: string) {
    const found = await findSubmission(this.db, id, caller.asOf);
    return found && asSubmission(found);
  }

  @Mutation(() => Outcome, { description: 'Writes progress of a measure into the own report. Again: corrects it.' })
  reportProgress(@Context() caller: Caller, @Args('input') input: ReportProgressInput) {
    return this.#report(
      caller,
      'ReportProgress',
      ReportProgressInput,
      input,
      ({ cycleId: _, onBehalfOf: _b, ...fields }) => ({
        kind: 'PROGRESS',
        ...fields,
      }),
    );
  }

  @Mutation(() => Outcome, { description: 'Writes into the own report that a measure is completed, with evidence.' })
  claimCompletion(@Context() caller: Caller, @Args('input') input: ClaimCompletionInput) {
    return this.#report(
      caller,
      'ClaimCompletion',
      ClaimCompletionInput,
      input,
      ({ cycleId: _, onBehalfOf: _b, ...fields }) => ({
        kind: 'COMPLETION',
        ...fields,
      }),
    );
  }

  @Mutation(() => Outcome, {
    description: 'Writes spending on a funding line into the own report. Again: corrects it.',
  })
  reportExpenditure(@Context() caller: Caller, @Args('input') input: ReportExpenditureInput) {
    return this.#report(
      caller,
      'ReportExpenditure',
      ReportExpenditureInput,
      input,
      ({ cycleId: _, onBehalfOf: _b, ...fields }) => ({
        kind: 'EXPENDITURE',
        ...fields,
      }),
    );
  }

  @Mutation(() => Outcome, { description: 'Writes a reading of an indicator into the own report. Again: corrects it.' })
  reportReading(@Context() caller: Caller, @Args('input') input: ReportReadingInput) {
    return this.#report(
      caller,
      'ReportReading',
      ReportReadingInput,
      input,
      ({ cycleId: _, onBehalfOf: _b, ...fields }) => ({
        kind: 'READING',
        ...fields,
      }),
    );
  }

  @Mutation(() => Outcome, { description: 'Takes an item of the own report back.' })
  withdrawItem(@Context() caller: Caller, @Args('input') input: WithdrawItemInput) {
    return this.#write(caller, 'WithdrawItem', WithdrawItemInput, input, ({ onBehalfOf: _, ...fields }) => ({
      type: 'WithdrawItem',
      ...fields,
    }));
  }

  @Mutation(() => Outcome, { description: 'Answers a remark of the reviewer where the item stays as it is.' })
  answerRemark(@Context() caller: Caller, @Args('input') input: AnswerRemarkInput) {
    return this.#write(caller, 'AnswerRemark', AnswerRemarkInput, input, ({ onBehalfOf: _, ...fields }) => ({
      type: 'AnswerRemark',
      ...fields,
    }));
  }

  @Mutation(() => Outcome, { description: 'Takes the own report back before its review has begun.' })
  withdrawReport(@Context() caller: Caller, @Args('input') input: WithdrawReportInput) {
    return this.#write(caller, 'WithdrawReport', WithdrawReportInput, input, ({ cycleId }) => ({
      type: 'WithdrawReport',
      cycleId,
    }));
  }

  @Mutation(() => Outcome, { description: 'Hands the own report in. Late is accepted and marked late.' })
  submitReport(@Context() caller: Caller, @Args('input') input: SubmitReportInput) {
    return this.#write(caller, 'SubmitReport', SubmitReportInput, input, ({ onBehalfOf: _, ...fields }) => ({
      type: 'SubmitReport',
      ...fields,
    }));
  }

  @Mutation(() => Outcome, { description: 'Gives a report back to be corrected, with remarks.' })
  returnReport(@Context() caller: Caller, @Args('input') input: ReturnReportInput) {
    return this.gateway.send(caller, {
      command: 'ReturnReport',
      rules: ReturnReportInput,
      input,
      subject: streamOf(input.cycleId, input.organisationId),
      message: (fields, who, cause) => new AskSubmission({ type: 'ReturnReport', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Accepts a report. What it says is then taken over as facts.' })
  acceptReport(@Context() caller: Caller, @Args('input') input: AcceptReportInput) {
    return this.gateway.send(caller, {
      command: 'AcceptReport',
      rules: AcceptReportInput,
      input,
      subject: streamOf(input.cycleId, input.organisationId),
      message: (fields, who, cause) => new AskSubmission({ type: 'AcceptReport', ...fields, ...who }, cause),
    });
  }

  #report<Input extends OwnFields>(
    caller: Caller,
    command: string,
    rules: InputClass<Input>,
    input: Input,
    itemOf: (fields: Omit<Input, keyof CommandInput>) => Item,
  ) {
    return this.#write(caller, command, rules, input, (fields) => ({
      type: 'ReportItem',
      cycleId: input.cycleId,
      item: itemOf(fields),
    }));
  }

  /** What an organisation does to its own report: only the secretariat can name another's, and is marked so. */
  #write<Input extends OwnFields>(
    caller: Caller,
    command: string,
    rules: InputClass<Input>,
    input: Input,
    wishOf: (fields: Omit<Input, keyof CommandInput>) => OwnWish,
  ) {
    return this.gateway.send(caller, {
      command,
      rules,
      input,
      subject: streamOf(input.cycleId, input.onBehalfOf ?? caller.by?.organisationId ?? ''),
      message: (fields, { by, at }, cause) => {
        // Whoever is not of the secretariat stays in their own place: the decider then refuses another's report.
        const onBehalfOf = by.role === 'COUNCIL_SECRETARIAT' ? input.onBehalfOf : by.onBehalfOf;
        const organisationId = input.onBehalfOf ?? by.organisationId;
        const who = { by: { ...by, onBehalfOf }, at };
        return new AskSubmission({ ...wishOf(fields), organisationId, ...who } as SubmissionWish, {
          ...cause,
          onBehalfOf,
        });
      },
    });
  }
}

type OwnFields = CommandInput & { cycleId: string; onBehalfOf: string | null };
type Own = Extract<
  SubmissionWish,
  { type: 'ReportItem' | 'WithdrawItem' | 'AnswerRemark' | 'SubmitReport' | 'WithdrawReport' }
>;
/** A wish about one's own report, before it is said who asks and when. */
type OwnWish = Own extends infer Wish ? (Wish extends Own ? Omit<Wish, 'organisationId' | keyof Who> : never) : never;
type Who = { by: Actor; at: Moment };

const streamOf = (cycleId: string, organisationId: string) => submissionStream(submissionIdOf(cycleId, organisationId));

/** The outcome of an item is either a place in the record or a refusal. */
export const asSubmission = (view: SubmissionView): SubmissionType => ({
  ...view,
  items: view.items.map(({ id, item, findings, outcome }) => ({
    id,
    item,
    findings: findings.map(({ rule, details }) => ({
      rule,
      details: Object.entries(details).map(([name, value]) => `${name}=${value}`),
    })),
    explanation: item.explanation ?? null,
    position: outcome && 'position' in outcome ? outcome.position : null,
    refused: outcome && 'refused' in outcome ? outcome.refused : null,
  })),
});
