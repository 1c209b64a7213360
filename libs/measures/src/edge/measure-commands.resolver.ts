import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, Outcome } from '@baikoo/edge';
import {
  CancelMeasureInput,
  CoExecutorInput,
  ExtendDeadlineInput,
  IndicatorLinkInput,
  ReallocateFundingInput,
  ReassignMeasureInput,
  ResumeMeasureInput,
  RewordMeasureInput,
  SuspendMeasureInput,
  TaskLinkInput,
} from './measure-work.inputs.js';
import { AskMeasure, measureStream } from './measure.handler.js';

/** What is done with a measure after it was added: executors, time, money, links. */
@Resolver()
export class MeasureCommandsResolver {
  constructor(private readonly gateway: CommandGateway) {}

  @Mutation(() => Outcome, {
    description: 'Changes the wording of a measure of a draft; after adoption an amendment does.',
  })
  rewordMeasure(@Context() caller: Caller, @Args('input') input: RewordMeasureInput) {
    return this.gateway.send(caller, {
      ...{ command: 'RewordMeasure', rules: RewordMeasureInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'RewordMeasure', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Makes another organisation responsible in a draft; after adoption an amendment does.',
  })
  reassignMeasure(@Context() caller: Caller, @Args('input') input: ReassignMeasureInput) {
    return this.gateway.send(caller, {
      ...{ command: 'ReassignMeasure', rules: ReassignMeasureInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'ReassignMeasure', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Adds an organisation that takes part in carrying the measure out.' })
  assignCoExecutor(@Context() caller: Caller, @Args('input') input: CoExecutorInput) {
    return this.gateway.send(caller, {
      ...{ command: 'AssignCoExecutor', rules: CoExecutorInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'AssignCoExecutor', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Releases a co-executor.' })
  releaseCoExecutor(@Context() caller: Caller, @Args('input') input: CoExecutorInput) {
    return this.gateway.send(caller, {
      ...{ command: 'ReleaseCoExecutor', rules: CoExecutorInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'ReleaseCoExecutor', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Moves the deadline to a later day by a decision; every move stays visible.',
  })
  extendDeadline(@Context() caller: Caller, @Args('input') input: ExtendDeadlineInput) {
    return this.gateway.send(caller, {
      ...{ command: 'ExtendDeadline', rules: ExtendDeadlineInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'ExtendDeadline', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Stops the work by a decision, in an adopted plan with its number and date. The deadline stands.',
  })
  suspendMeasure(@Context() caller: Caller, @Args('input') input: SuspendMeasureInput) {
    return this.gateway.send(caller, {
      ...{ command: 'SuspendMeasure', rules: SuspendMeasureInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'SuspendMeasure', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Takes a suspended measure up again.' })
  resumeMeasure(@Context() caller: Caller, @Args('input') input: ResumeMeasureInput) {
    return this.gateway.send(caller, {
      ...{ command: 'ResumeMeasure', rules: ResumeMeasureInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'ResumeMeasure', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Ends a measure for good by a decision, in an adopted plan with its number and date.',
  })
  cancelMeasure(@Context() caller: Caller, @Args('input') input: CancelMeasureInput) {
    return this.gateway.send(caller, {
      ...{ command: 'CancelMeasure', rules: CancelMeasureInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'CancelMeasure', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Moves allocated, unspent money to another line of the same source and plan.',
  })
  reallocateFunding(@Context() caller: Caller, @Args('input') input: ReallocateFundingInput) {
    return this.gateway.send(caller, {
      ...{
        command: 'ReallocateFunding',
        rules: ReallocateFundingInput,
        input,
        subject: measureStream(input.measureId),
      },
      message: (fields, who, cause) => new AskMeasure({ type: 'ReallocateFunding', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Names an indicator that the measure is to move.' })
  linkIndicator(@Context() caller: Caller, @Args('input') input: IndicatorLinkInput) {
    return this.gateway.send(caller, {
      ...{ command: 'LinkIndicator', rules: IndicatorLinkInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'LinkIndicator', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Takes such a link back.' })
  unlinkIndicator(@Context() caller: Caller, @Args('input') input: IndicatorLinkInput) {
    return this.gateway.send(caller, {
      ...{ command: 'UnlinkIndicator', rules: IndicatorLinkInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'UnlinkIndicator', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Says which task of a national plan a measure of a joint plan serves.' })
  linkToTask(@Context() caller: Caller, @Args('input') input: TaskLinkInput) {
    return this.gateway.send(caller, {
      ...{ command: 'LinkToTask', rules: TaskLinkInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'LinkToTask', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Takes such a link back.' })
  unlinkFromTask(@Context() caller: Caller, @Args('input') input: TaskLinkInput) {
    return this.gateway.send(caller, {
      ...{ command: 'UnlinkFromTask', rules: TaskLinkInput, input, subject: measureStream(input.measureId) },
      message: (fields, who, cause) => new AskMeasure({ type: 'UnlinkFromTask', ...fields, ...who }, cause),
    });
  }
}
