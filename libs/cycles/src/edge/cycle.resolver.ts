import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { AccessDenied, type Caller, CommandGateway, Outcome, FromReadModels, pageSize } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { reachesRepublic } from '@baikoo/kernel';
import { type CycleView, findCycle, findSubmissions, type SubmissionView } from '../read/cycles.js';
import { AskCycle } from './cycle.handler.js';
import { CloseCycleInput, IssueObligationInput, OpenCycleInput } from './cycle.inputs.js';
import { cycleStream } from './streams.js';
import { SubmissionsOfCycles } from './submissions-of-cycles.js';
import { CycleType } from './cycle.types.js';
import { SubmissionType } from './submission.types.js';
import { asSubmission } from './submission.resolver.js';

@Resolver(() => CycleType)
export class CycleResolver {
  readonly #reports = new SubmissionsOfCycles<SubmissionView>();

  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => CycleType, { nullable: true })
  cycle(@Context() caller: Caller, @Args('id', { type: () => ID }) id: string) {
    return findCycle(this.db, id, caller.asOf);
  }

  /** Each obligation, exemption and reminder moves it: to who sees only some of them it would tell of the others. */
  @FromReadModels()
  @ResolveField(() => Int, {
    description:
      'Send it as `expectedRevision` to change the cycle as you see it here. Only for mandates that reach the whole republic.',
  })
  revision(@Context() caller: Caller, @Parent() { revision }: CycleView) {
    if (!reachesRepublic(scopeOf(caller))) throw new AccessDenied(caller, 'NOT_YOURS_TO_READ');
    return revision;
  }

  @FromReadModels()
  @ResolveField(() => [SubmissionType], {
    description:
      'Reports owed for the cycle, begun or not, by territory and organisation: the first 50 unless said, 200 at most. ' +
      'All of them, counted, filtered and in pages: query `submissions`.',
  })
  async submissions(
    @Context() caller: Caller,
    @Parent() { id }: CycleView,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
  ) {
    const found = await this.#reports.of(caller, id, pageSize(first), (cycleIds, most) =>
      findSubmissions(this.db, caller.asOf, { cycleIds, scope: scopeOf(caller) }, most),
    );
    return found.map(asSubmission);
  }

  @Mutation(() => Outcome, { description: 'Opens a reporting cycle for an adopted plan.' })
  openCycle(@Context() caller: Caller, @Args('input') input: OpenCycleInput) {
    return this.gateway.send(caller, {
      command: 'OpenCycle',
      rules: OpenCycleInput,
      input,
      subject: cycleStream(input.cycleId),
      message: (fields, who, cause) => new AskCycle({ type: 'OpenCycle', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Says that an organisation owes a report for the cycle.' })
  issueObligation(@Context() caller: Caller, @Args('input') input: IssueObligationInput) {
    return this.gateway.send(caller, {
      command: 'IssueObligation',
      rules: IssueObligationInput,
      input,
      subject: cycleStream(input.cycleId),
      message: (fields, who, cause) => new AskCycle({ type: 'IssueObligation', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Closes a cycle: nothing in it is reported, submitted or reviewed any more.',
  })
  closeCycle(@Context() caller: Caller, @Args('input') input: CloseCycleInput) {
    return this.gateway.send(caller, {
      command: 'CloseCycle',
      rules: CloseCycleInput,
      input,
      subject: cycleStream(input.cycleId),
      message: (fields, who, cause) => new AskCycle({ type: 'CloseCycle', ...fields, ...who }, cause),
    });
  }
}
