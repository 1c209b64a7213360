import { PgDatabase, type Sql } from '@baikoo/database';
import { conventionsProjection } from '@baikoo/conventions';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { busThat } from '@baikoo/edge/testing';
import { execute, PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { identityProjection } from '@baikoo/identity';
import type { AnyEvent, Moment } from '@baikoo/kernel';
import { AskMeasure, measure, measuresProjection, measureStream } from '@baikoo/measures';
import { plansProjection } from '@baikoo/plans';
import { advanceProcess, prepareProjections, ProjectionRunner, waitForProjections } from '@baikoo/projections';
import { territoriesProjection } from '@baikoo/territories';
import { cyclesProjection } from '../read/cycles.js';
import { AskCycle, AskCycleHandler } from './cycle.handler.js';
import { MissedDeadlineProcess } from './missed-deadline.process.js';
import { ReportingClock } from './reporting-clock.js';
import { AskSubmission, AskSubmissionHandler } from './submission.handler.js';

const projections = [
  ...[territoriesProjection, identityProjection, plansProjection, measuresProjection, cyclesProjection],
  conventionsProjection,
];

/**
 * What can happen to a program at one of its effects on the record or on its checkpoint: it is killed before or after
 * it took effect, or is told that it failed where it did not take effect, or where only the answer was lost.
 */
export type Fault = 'KILLED_BEFORE' | 'KILLED_AFTER' | 'FAILED' | 'ANSWER_LOST';

/** Counts the effects of a program and lets one of them go wrong. */
export class Fate {
  effects = 0;
  dead = false;

  constructor(
    private readonly fault?: Fault,
    private readonly at = 0,
  ) {}

  async meet<T>(effect: () => Promise<T>): Promise<T> {
    if (this.dead) throw new Error('A dead program does nothing.');
    this.effects += 1;
    if (!this.fault || this.effects !== this.at) return effect();
    this.dead = this.fault.startsWith('KILLED');
    if (this.fault === 'KILLED_AFTER' || this.fault === 'ANSWER_LOST') await effect();
    throw new Error(this.fault);
  }
}

class FatedStore extends PostgresEventStore {
  constructor(
    db: PgDatabase,
    clock: () => Moment,
    private readonly fate: Fate,
  ) {
    super(db, clock);
  }
  override append(...asked: Parameters<PostgresEventStore['append']>) {
    return this.fate.meet(() => super.append(...asked));
  }
}

class FatedDatabase extends PgDatabase {
  constructor(
    url: string,
    private readonly fate: Fate,
  ) {
    super(url, { max: 2 });
  }
  override async query<Row>(statement: Sql): Promise<readonly Row[]> {
    const moves = statement.parts.some((part) => part.includes('insert into projection.process'));
    return moves ? this.fate.meet(() => super.query<Row>(statement)) : super.query<Row>(statement);
  }
}

/** A program as it runs in service, as far as cycles go: the clock, and the process that answers missed deadlines. */
export class RunningProgram {
  readonly #db: FatedDatabase;
  readonly #store: FatedStore;
  readonly #clock: ReportingClock;
  readonly #missed: MissedDeadlineProcess;

  constructor(
    { database, clock }: ReportingWorld,
    readonly fate = new Fate(),
  ) {
    this.#db = new FatedDatabase(database.ownerUrl, fate);
    const store = (this.#store = new FatedStore(this.#db, clock.now, fate));
    const cycles = new AskCycleHandler(store, this.#db);
    const reports = new AskSubmissionHandler(store, this.#db);
    const bus = busThat((message) => {
      if (message instanceof AskCycle) return cycles.execute(message);
      if (message instanceof AskSubmission) return reports.execute(message);
      if (!(message instanceof AskMeasure) || message.wish.type !== 'RecordMissedReport') throw new Error('Not here.');
      const { wish: command, cause } = message;
      return execute(store, { decider: measure, stream: measureStream(command.measureId), command, cause });
    });
    this.#clock = new ReportingClock(this.#db, bus, clock);
    this.#missed = new MissedDeadlineProcess(store, this.#db, bus);
  }

  /** One look at the clock and one step of the process; what goes wrong in one does not keep the other. */
  async run(): Promise<void> {
    await this.#clock.tick().catch(ignoreFault);
    await advanceProcess(this.#db, this.#store, this.#missed).catch(ignoreFault);
  }

  close() {
    return this.#db.close();
  }
}

/** The runners try again what failed; anything but a fault that was asked for fails the spec. */
function ignoreFault(error: Error) {
  if (!/^(KILLED_|FAILED|ANSWER_LOST|A dead program)/.test(error.message)) throw error;
}

/** A record and its read models on a PostgreSQL of their own, with a time that specs move. */
export class ReportingWorld {
  readonly clock = { now: (): Moment => this.now };
  readonly store: PostgresEventStore;
  readonly #readModels: ProjectionRunner;

  private constructor(
    readonly database: TestDatabase,
    public now: Moment,
  ) {
    this.store = new PostgresEventStore(database.owner, this.clock.now);
    this.#readModels = new ProjectionRunner(database.db, this.store, projections);
  }

  static async open(now: Moment): Promise<ReportingWorld> {
    const database = await createTestDatabase();
    await prepareProjections(database.db, projections);
    const world = new ReportingWorld(database, now);
    await world.#readModels.start();
    return world;
  }

  async close(): Promise<void> {
    await this.#readModels.stop();
    await this.database.drop();
  }

  async append(stream: string, ...events: AnyEvent[]): Promise<void> {
    const { length } = await this.store.read(stream);
    await this.store.append(stream, length, events, aCause());
  }

  async catchUp(): Promise<void> {
    if (!(await waitForProjections(this.database.db, await this.store.head(), 10_000)))
      throw new Error('The read models do not follow.');
  }

  /** What was recorded in the cycles of a plan after a position: `DeadlineMissed ministry`, `MeasureReportMissed parks`. */
  async recordedAfter(position: bigint, planId: string): Promise<readonly string[]> {
    const told = await this.store.readLog(position, 10_000);
    return told.flatMap(({ type, data }) => {
      const about = data as { [Id in 'cycleId' | 'submissionId' | 'measureId' | 'organisationId']?: string };
      const { cycleId, submissionId, measureId, organisationId } = about;
      if (!(cycleId ?? submissionId)?.startsWith(`${planId}-`)) return [];
      return [[type, measureId ?? organisationId ?? submissionId].filter(Boolean).join(' ')];
    });
  }

  /** An adopted plan of one year with a calendar of half-years; every ministry owes a report unless said otherwise. */
  async plan(planId: string, year: number, template: object = { organisationKinds: ['MINISTRY'] }): Promise<void> {
    const [from, to, titles] = [`${year}-01-01`, `${year}-12-31`, { ru: 'План' }];
    const legalAct = { titles, number: null, date: null };
    await this.append(
      `plan-${planId}`,
      {
        type: 'PlanDrafted',
        data: { planId, kind: 'NATIONAL', territoryId: 'KG', titles, from, to, source: null },
      } as AnyEvent,
      { type: 'PlanAdopted', data: { planId, adoptedOn: from, legalAct } } as AnyEvent,
    );
    const anybody = { organisationKinds: [], territoryKinds: [], within: null, withMeasures: false };
    const settings = { remindDaysBefore: [7, 1], template: { ...anybody, endorsement: 'NONE', ...template } };
    await this.append(`calendar-${planId}`, {
      type: 'ReportingCalendarSet',
      data: {
        ...{ planId, frequency: 'HALF_YEAR', startsOn: from, daysToReport: 15, opensAfterDays: 1, settings },
        ...{ illustrative: true, setBy: { personId: 'x', organisationId: 'y' } },
      },
    } as AnyEvent);
  }

  async ministry(organisationId: string): Promise<void> {
    await this.append(`organisation-${organisationId}`, {
      type: 'OrganisationRegistered',
      data: { organisationId, kind: 'MINISTRY', names: { ru: 'Пример' }, territoryId: null, illustrative: true },
    } as AnyEvent);
  }

  async measure(planId: string, measureId: string, responsibleOrganisationId: string, year: number): Promise<void> {
    await this.append(measureStream(measureId), {
      type: 'MeasureAdded',
      data: {
        ...{ measureId, planId, directionId: 'd', taskId: 't', titles: { ru: 'Мера' }, responsibleOrganisationId },
        ...{ territoryId: 'KG', plannedStart: `${year}-01-01`, deadline: `${year}-12-31`, expectedResult: null },
        illustrative: true,
      },
    } as AnyEvent);
  }
}
