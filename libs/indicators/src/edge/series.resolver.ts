import { Args, ArgsType, Context, Field, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import {
  asConnection,
  type Caller,
  CommandGateway,
  FromReadModels,
  type CommandInput,
  keyOfCursor,
  Outcome,
  pageSize,
} from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import type { CheckRule } from '../domain/series.events.js';
import type { FlagStatus } from '../read/flag.model.js';
import { findFlags } from '../read/flags.js';
import { AskSeries } from './series.handler.js';
import { CheckRuleEnum, FlagStatusEnum } from './series.enums.js';
import {
  ConfirmReadingInput,
  CorrectReadingInput,
  DeclareReadingMissingInput,
  RecordReadingInput,
  ResolveFlagInput,
  RetractReadingInput,
} from './series.inputs.js';
import { FlagListType } from './series.types.js';
import { withDetails } from './shown.js';
import { seriesStream } from './streams.js';

@ArgsType()
class FlagsArgs {
  @Field(() => FlagStatusEnum, { nullable: true, defaultValue: 'OPEN', description: 'OPEN unless said; null: all.' })
  status?: FlagStatus | null;

  @Field(() => CheckRuleEnum, { nullable: true })
  rule?: CheckRule | null;

  @Field(() => ID, { nullable: true })
  indicatorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this territory and everything below it.' })
  within?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this organisation owes an explanation for.' })
  ownerOrganisationId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Rows a page, 50 unless said, 200 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

@Resolver()
export class SeriesResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => FlagListType, { description: 'What has to be explained about readings, the oldest first.' })
  async readingFlags(@Context() caller: Caller, @Args() { first, after, ...filter }: FlagsArgs) {
    const cut = { first: pageSize(first), after: keyOfCursor(after) ?? null };
    const page = await findFlags(this.db, caller.asOf, { ...filter, ...cut, scope: scopeOf(caller) });
    return { ...asConnection({ ...page, rows: page.rows.map(withDetails) }), totals: page.totals };
  }

  @Mutation(() => Outcome, {
    description: 'Records a value as a source gives it. What has to be explained is accepted and flagged.',
  })
  recordReading(@Context() caller: Caller, @Args('input') input: RecordReadingInput) {
    return this.gateway.send(caller, {
      ...about(input, 'RecordReading', RecordReadingInput),
      // Only an accepted report may say of a reading that it comes from one.
      message: (fields, who, cause) =>
        new AskSeries({ type: 'RecordReading', ...fields, submissionId: null, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description:
      'Puts a new reading in the place of one that the own organisation recorded. It waits for confirmation again.',
  })
  correctReading(@Context() caller: Caller, @Args('input') input: CorrectReadingInput) {
    return this.gateway.send(caller, {
      ...about(input, 'CorrectReading', CorrectReadingInput),
      message: (fields, who, cause) =>
        new AskSeries({ type: 'CorrectReading', ...fields, submissionId: null, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Takes back a reading that the own organisation recorded; it stays readable.',
  })
  retractReading(@Context() caller: Caller, @Args('input') input: RetractReadingInput) {
    return this.gateway.send(caller, {
      ...about(input, 'RetractReading', RetractReadingInput),
      message: (fields, who, cause) =>
        new AskSeries({ type: 'RetractReading', ...fields, submissionId: null, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Says that a period has no reading, and why.' })
  declareReadingMissing(@Context() caller: Caller, @Args('input') input: DeclareReadingMissingInput) {
    return this.gateway.send(caller, {
      ...about(input, 'DeclareReadingMissing', DeclareReadingMissingInput),
      message: (fields, who, cause) => new AskSeries({ type: 'DeclareReadingMissing', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description:
      'Explains what a check found. Which of two sources holds is said by neither of those who brought them.',
  })
  resolveReadingFlag(@Context() caller: Caller, @Args('input') input: ResolveFlagInput) {
    return this.gateway.send(caller, {
      ...about(input, 'ResolveFlag', ResolveFlagInput),
      message: (fields, who, cause) => new AskSeries({ type: 'ResolveFlag', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Confirms a reading that another organisation recorded and that has no open flags.',
  })
  confirmReading(@Context() caller: Caller, @Args('input') input: ConfirmReadingInput) {
    return this.gateway.send(caller, {
      ...about(input, 'ConfirmReading', ConfirmReadingInput),
      message: (fields, who, cause) => new AskSeries({ type: 'ConfirmReading', ...fields, ...who }, cause),
    });
  }
}

const about = <Input extends CommandInput & { indicatorId: string; territoryId: string }>(
  input: Input,
  command: string,
  rules: new () => Input,
) => ({ command, rules, input, subject: seriesStream(input.indicatorId, input.territoryId) });
