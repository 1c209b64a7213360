import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, Outcome } from '@baikoo/edge';
import {
  ApproveCorrectionInput,
  ExtendReopeningInput,
  RejectCorrectionInput,
  ReopenSubmissionInput,
  RequestCorrectionInput,
} from './calendar.inputs.js';
import { submissionIdOf, submissionStream } from './streams.js';
import { AskSubmission } from './submission.handler.js';

/** The ways back after the acceptance of a report, or after its cycle was closed. */
@Resolver()
export class ReopeningResolver {
  constructor(private readonly gateway: CommandGateway) {}

  @Mutation(() => Outcome, {
    description: 'Opens a report again for a time: after its acceptance, or after its cycle was closed.',
  })
  reopenSubmission(@Context() caller: Caller, @Args('input') input: ReopenSubmissionInput) {
    return this.gateway.send(caller, {
      command: 'ReopenSubmission',
      rules: ReopenSubmissionInput,
      input,
      subject: streamOf(input.cycleId, input.organisationId),
      message: (fields, who, cause) => new AskSubmission({ type: 'ReopenSubmission', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Puts off the end of a reopening that is not over yet.' })
  extendReopening(@Context() caller: Caller, @Args('input') input: ExtendReopeningInput) {
    return this.gateway.send(caller, {
      command: 'ExtendReopening',
      rules: ExtendReopeningInput,
      input,
      subject: streamOf(input.cycleId, input.organisationId),
      message: (fields, who, cause) => new AskSubmission({ type: 'ExtendReopening', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Answers a request for a correction: opens the report for a time.' })
  approveCorrection(@Context() caller: Caller, @Args('input') input: ApproveCorrectionInput) {
    return this.gateway.send(caller, {
      command: 'ApproveCorrection',
      rules: ApproveCorrectionInput,
      input,
      subject: streamOf(input.cycleId, input.organisationId),
      message: (fields, who, cause) => new AskSubmission({ type: 'ApproveCorrection', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Answers a request for a correction with a no and its reason.' })
  rejectCorrection(@Context() caller: Caller, @Args('input') input: RejectCorrectionInput) {
    return this.gateway.send(caller, {
      command: 'RejectCorrection',
      rules: RejectCorrectionInput,
      input,
      subject: streamOf(input.cycleId, input.organisationId),
      message: (fields, who, cause) => new AskSubmission({ type: 'RejectCorrection', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Asks that the own report be opened for a correction. The commandId is the id of the request.',
  })
  requestCorrection(@Context() caller: Caller, @Args('input') input: RequestCorrectionInput) {
    return this.gateway.send(caller, {
      command: 'RequestCorrection',
      rules: RequestCorrectionInput,
      input,
      subject: streamOf(input.cycleId, caller.by?.organisationId ?? ''),
      message: (fields, who, cause) => {
        const { organisationId } = who.by;
        const requestId = input.commandId;
        return new AskSubmission({ type: 'RequestCorrection', ...fields, requestId, organisationId, ...who }, cause);
      },
    });
  }
}

const streamOf = (cycleId: string, organisationId: string) => submissionStream(submissionIdOf(cycleId, organisationId));
