import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, Outcome } from '@baikoo/edge';
import { AskSeries } from './series.handler.js';
import { ConfirmReadingInput, RecordReadingInput } from './series.inputs.js';
import { seriesStream } from './streams.js';

@Resolver()
export class SeriesResolver {
  constructor(private readonly gateway: CommandGateway) {}

  @Mutation(() => Outcome, {
    description: 'Records a value as a source gives it. One that contradicts another source is accepted and flagged.',
  })
  recordReading(@Context() caller: Caller, @Args('input') input: RecordReadingInput) {
    return this.gateway.send(caller, {
      command: 'RecordReading',
      rules: RecordReadingInput,
      input,
      subject: seriesStream(input.indicatorId, input.territoryId),
      // Only an accepted report may say of a reading that it comes from one.
      message: (fields, who, cause) =>
        new AskSeries({ type: 'RecordReading', ...fields, submissionId: null, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Confirms a reading that another organisation recorded.' })
  confirmReading(@Context() caller: Caller, @Args('input') input: ConfirmReadingInput) {
    return this.gateway.send(caller, {
      command: 'ConfirmReading',
      rules: ConfirmReadingInput,
      input,
      subject: seriesStream(input.indicatorId, input.territoryId),
      message: (fields, who, cause) => new AskSeries({ type: 'ConfirmReading', ...fields, ...who }, cause),
    });
  }
}
