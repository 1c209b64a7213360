import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, Outcome } from '@baikoo/edge';
import { EndorseReportInput, StartReviewInput } from './calendar.inputs.js';
import { AcceptReportInput, ReturnReportInput } from './cycle.inputs.js';
import { submissionIdOf, submissionStream } from './streams.js';
import { AskSubmission } from './submission.handler.js';

/** The steps of a review: endorsed by the commissions above, then returned or accepted. */
@Resolver()
export class ReviewResolver {
  constructor(private readonly gateway: CommandGateway) {}

  @Mutation(() => Outcome, {
    description: 'Begins the review: from now on the organisation can no longer withdraw its report.',
  })
  startReview(@Context() caller: Caller, @Args('input') input: StartReviewInput) {
    return this.gateway.send(caller, {
      command: 'StartReview',
      rules: StartReviewInput,
      input,
      subject: streamOf(input.cycleId, input.organisationId),
      message: (fields, who, cause) => new AskSubmission({ type: 'StartReview', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Endorses a report in the place of the own commission, where that is the next step.',
  })
  endorseReport(@Context() caller: Caller, @Args('input') input: EndorseReportInput) {
    return this.gateway.send(caller, {
      command: 'EndorseReport',
      rules: EndorseReportInput,
      input,
      subject: streamOf(input.cycleId, input.organisationId),
      message: (fields, who, cause) => new AskSubmission({ type: 'EndorseReport', ...fields, ...who }, cause),
    });
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
}

const streamOf = (cycleId: string, organisationId: string) => submissionStream(submissionIdOf(cycleId, organisationId));
