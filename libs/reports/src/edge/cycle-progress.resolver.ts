import { Args, Context, Field, ID, ObjectType, PickType, Resolver, Subscription } from '@nestjs/graphql';
import { CycleType, SubmissionType } from '@baikoo/cycles';
import { Database } from '@baikoo/database';
import { type Caller, PositionScalar } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { GraphQLError } from 'graphql';
import { submissionsOf } from '../compile/figures.js';
import { type CycleNews, CycleWatch } from './cycle-progress.js';
import { SubmissionFiguresType } from './overview.types.js';

@ObjectType({ description: 'A submission that is not as it was told before.' })
export class ChangedSubmission extends PickType(SubmissionType, [
  ...(['id', 'organisationId', 'territoryId', 'status', 'firstSubmittedAt', 'onTime'] as const),
]) {}

@ObjectType({ description: 'How a reporting cycle stands at a place in the record.' })
export class CycleProgress {
  @Field(() => PositionScalar, { description: 'Give it as `since` when you connect again.' })
  position: string;

  @Field(() => CycleType)
  cycle: CycleType;

  @Field(() => SubmissionFiguresType)
  submissions: SubmissionFiguresType;

  @Field(() => [ChangedSubmission], { description: 'Since the message before, or since the position that was named.' })
  changed: ChangedSubmission[];
}

@Resolver(() => CycleProgress)
export class CycleProgressResolver {
  readonly #watch: CycleWatch;

  constructor(db: Database) {
    this.#watch = new CycleWatch(db);
  }

  @Subscription(() => CycleProgress, {
    nullable: true,
    description:
      'How a cycle stands, now and whenever its submissions that the caller may read have changed, at most twice a ' +
      'second. Ends at once when there is no such cycle.',
  })
  cycleProgress(
    @Context() caller: Caller,
    @Args('cycleId', { type: () => ID }) cycleId: string,
    @Args('since', { type: () => PositionScalar, nullable: true }) since?: string | null,
  ): AsyncIterableIterator<Message> {
    if (since != null && !/^(0|[1-9]\d{0,17})$/.test(since))
      throw new GraphQLError('since', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
    const ended = new AbortController();
    const from = since == null ? undefined : BigInt(since);
    return endedBy(ended, asMessages(this.#watch.follow(cycleId, scopeOf(caller), from, ended.signal)));
  }
}

type Message = { readonly cycleProgress: CycleProgress };

/** A generator that waits hears of its end only when it next has something to say: this one is told at once. */
function endedBy(ended: AbortController, messages: AsyncGenerator<Message>): AsyncIterableIterator<Message> {
  return {
    next: () => messages.next(),
    return: () => {
      ended.abort();
      return messages.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* asMessages(news: AsyncGenerator<CycleNews>): AsyncGenerator<Message> {
  for await (const { position, cycle, standings, changed } of news)
    yield {
      cycleProgress: {
        ...{ position: String(position), cycle },
        submissions: submissionsOf(standings),
        changed: changed.map(({ id, organisationId, territoryId, status, firstSubmittedAt, onTime }) => ({
          ...{ id, organisationId, territoryId, status, firstSubmittedAt, onTime },
        })),
      },
    };
}
