import { Args, Context, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  asConnection,
  asksFor,
  type Caller,
  ForeignCursor,
  keyOfCursor,
  pageSize,
  positionOf,
  PositionScalar,
  QuestionRefused,
} from '@baikoo/edge';
import { ShapedEventStore } from '@baikoo/event-store';
import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import { CheckpointBook, KeptTree } from '../kept/index.js';
import { proveContinuation } from '../prove/prove-continuation.js';
import { proveEvent } from '../prove/prove-event.js';
import type { ProofPorts } from '../prove/proven-tree.js';
import { checkpointShown, continuationShown, eventProofShown } from '../prove/shown.js';
import { CheckpointConnection, CheckpointType, ConsistencyProofType, InclusionProofType } from './proof.types.js';

/** The largest that GraphQL can say. */
const LARGEST = 2 ** 31 - 1;
const ORDER = 'NEWEST_FIRST';

/** What was signed of the record, and proofs under it. They hold no data: whoever signed in may take them anywhere. */
@Resolver(() => CheckpointType)
export class ProofResolver {
  readonly #ports: ProofPorts;

  constructor(store: ShapedEventStore, tree: KeptTree, book: CheckpointBook) {
    this.#ports = { record: store.recorded, tree, book };
  }

  @Query(() => CheckpointConnection, {
    description: 'Signed checkpoints of the record that were published, newest first.',
  })
  async checkpoints(
    @Info() info: GraphQLResolveInfo,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ) {
    const key = keyOfCursor(after, ORDER);
    if (key !== undefined && !/^\d{1,15}$/.test(key)) throw new ForeignCursor();
    const limit = pageSize(first);
    const found = await this.#ports.book.list({ limit: limit + 1, ...(key !== undefined && { below: Number(key) }) });
    const rows = found.slice(0, limit).map((each) => ({ ...checkpointShown(each), cursor: String(each.size) }));
    const totalCount = asksFor(info, 'totalCount') ? await this.#ports.book.count() : 0;
    return asConnection({ rows, totalCount, hasNextPage: found.length > limit }, ORDER);
  }

  @Query(() => InclusionProofType, {
    description:
      'Proves that the event at a position stands in the record, by its hash. The event itself comes in an audit bundle: export/bundle.',
  })
  async inclusionProof(
    @Context() caller: Caller,
    @Args('position', {
      type: () => PositionScalar,
      description: 'Of a line of the trail, or of a receipt.',
    })
    position: string,
    @Args('size', {
      type: () => Int,
      nullable: true,
      description: 'In the tree of so many events; in that of the newest published checkpoint unless said.',
    })
    size?: number | null,
  ): Promise<InclusionProofType> {
    mustBeSize('size', size, 1, caller);
    const asked = { position: positionOf('position', position), size: size ?? undefined };
    return eventProofShown(answered(await proveEvent(this.#ports, asked), caller));
  }

  @Query(() => ConsistencyProofType, {
    description: 'Proves that the record of a later checkpoint continues that of an earlier one.',
  })
  async consistencyProof(
    @Context() caller: Caller,
    @Args('from', {
      type: () => Int,
      description: 'The events of the earlier tree, such as that of a checkpoint you kept.',
    })
    from: number,
    @Args('to', {
      type: () => Int,
      nullable: true,
      description: 'The events of the later tree; those of the newest published checkpoint unless said.',
    })
    to?: number | null,
  ): Promise<ConsistencyProofType> {
    mustBeSize('from', from, 0, caller);
    mustBeSize('to', to, 0, caller);
    return continuationShown(answered(await proveContinuation(this.#ports, { from, to: to ?? undefined }), caller));
  }
}

function mustBeSize(path: string, size: number | null | undefined, least: number, caller: Caller): void {
  if (size == null || size >= least) return;
  const reason = translatorFor(caller.language).say('input.isWholeWithin', { from: least, to: LARGEST });
  throw new QuestionRefused(caller, refuse('INVALID_INPUT', path, { path, reason }));
}

function answered<Proof extends object>(answer: Proof | Refusal<RefusalCode>, caller: Caller): Proof {
  if (isRefusal<RefusalCode>(answer)) throw new QuestionRefused(caller, answer);
  return answer;
}
