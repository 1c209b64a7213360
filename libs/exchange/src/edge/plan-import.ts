import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { recordedConvention } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { AccessPolicy, type Caller } from '@baikoo/edge';
import { allKnown, EventStore, type Position, type Recorded, StreamMoved } from '@baikoo/event-store';
import { carriesOutPlans, findOrganisations, keepsPlans } from '@baikoo/identity';
import { findIndicators, indicatorStream } from '@baikoo/indicators';
import { type Actor, type CalendarDate, dateOf, type LocalizedText, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findMeasures, measureStream } from '@baikoo/measures';
import { findPlan, plan, type PlanEvent, type PlanKind, planStream } from '@baikoo/plans';
import { waitForProjections } from '@baikoo/projections';
import { findTerritories, reaches } from '@baikoo/territories';
import {
  type Append,
  causeOf,
  commandsOf,
  type Circumstances,
  type Decisions,
  decideImport,
  sameMeasure,
} from '../import/decide-import.js';
import { Decided } from '../import/decided.js';
import type { DecidedPlan } from '../import/outline.js';
import type { Matrix } from '../matrix/matrix.js';
import { Names } from '../matrix/names.js';
import { readMatrix } from '../matrix/read-matrix.js';
import { FileRefused, type Problem, problem, type Warning } from '../problem.js';
import { readFile } from '../workbook/read-file.js';
import { RefusedFiles } from './refused-files.js';
import { brokenRules } from './row-rules.js';

/** A plan that does not exist yet and is drafted by the import. */
export type NewPlan = {
  readonly kind: PlanKind;
  readonly territoryId: string;
  readonly titles: LocalizedText;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
};

export type PlanImportAsk = {
  readonly planId: string;
  readonly bytes: Buffer;
  readonly fileName: string;
  /** Says what would be, and writes nothing. */
  readonly dryRun: boolean;
  readonly illustrative: boolean;
  readonly draft: NewPlan | undefined;
};

export type PlanImportAnswer = {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
  readonly measures: number;
  /** How many of them an earlier attempt with this file wrote; of the others nothing stands unless `imported`. */
  readonly standing: number;
  /** Whether the whole file stands in the record: now, or since it was imported before. */
  readonly imported: boolean;
  readonly position: Position | null;
};

const COMMANDS = ['AddDirection', 'AddTask', 'AddMeasure', 'PlanFunding'] as const;
const ATTEMPTS = 3;

/** Takes over the matrix of a plan: everything is decided before anything is appended. */
@Injectable()
export class PlanImport {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
    private readonly policy: AccessPolicy,
    private readonly refused: RefusedFiles,
  ) {}

  /** Throws `FileRefused` for a file that is not read at all. */
  async run(caller: Caller, ask: PlanImportAsk): Promise<PlanImportAnswer | Refusal<RefusalCode>> {
    const { bytes, dryRun, planId } = ask;
    const sent = { command: 'ImportPlan', subject: planStream(planId), bytes, dryRun } as const;
    return this.refused.watch(caller, sent, () => this.#run(caller, ask));
  }

  async #run(caller: Caller, ask: PlanImportAsk): Promise<PlanImportAnswer | Refusal<RefusalCode>> {
    const refusal = this.#refusalOf(caller, ask);
    if (refusal) return refusal;
    const sheets = await readFile(ask.bytes);
    for (let attempt = 1; ; attempt++)
      try {
        return await this.#attempt({ ...caller, by: caller.by! }, ask, sheets);
      } catch (error) {
        // Somebody changed the plan or an indicator in between: everything is decided anew on what they left.
        if (!(error instanceof StreamMoved)) throw error;
        if (attempt === ATTEMPTS) return refuse('CHANGED_MEANWHILE');
      }
  }

  #refusalOf({ by, personId }: Caller, { draft }: PlanImportAsk): Refusal<RefusalCode> | undefined {
    if (!by) return refuse(personId === undefined ? 'SIGN_IN_REQUIRED' : 'NO_MANDATE');
    const commands = [...COMMANDS, ...(draft ? ['DraftPlan'] : [])];
    if (commands.some((command) => !this.policy.permitsCommand(by, command)))
      return refuse('NOT_PERMITTED', undefined, { role: by.role });
    return undefined;
  }

  async #attempt(caller: Caller & { by: Actor }, ask: PlanImportAsk, sheets: Parameters<typeof readMatrix>[0]) {
    const { by, at, language } = caller;
    const { planId, draft } = ask;
    const hash = hashOf(ask.bytes);
    // What an attempt before this one wrote must be seen: after a crash, or when the plan moved in between.
    await waitForProjections(this.db, await this.store.head(), SEEN_WITHIN_MS).catch(() => false);
    const stream = planStream(planId);
    const history = allKnown<PlanEvent>(await this.store.read(stream));
    const decided: DecidedPlan = new Decided(plan, stream, history.at(-1)?.revision ?? 0, history);
    const territories = await findTerritories(this.db, undefined);
    if (decided.state.status === 'UNKNOWN' && draft) {
      if (!territories.some(({ id }) => id === draft.territoryId))
        return refuse<RefusalCode>('UNKNOWN_TERRITORY', 'territoryId', { id: draft.territoryId });
      const reach = {
        withinMandate: await reaches(this.db, by, draft.territoryId),
        keepsPlans: keepsPlans(by.role, draft.kind),
      };
      const refusal = decided.ask({ type: 'DraftPlan', planId, ...draft, source: null, by, at, ...reach });
      if (refusal) return refusal;
    }
    if (decided.state.status === 'UNKNOWN') return refuse<RefusalCode>('UNKNOWN_PLAN', 'planId', { id: planId });

    const { from, to, territoryId, kind } = decided.state;
    const matrix = readMatrix(sheets, { from, to }, language);
    // Headings over nothing, or over cells that a merge swallowed: to take that over would look like a success.
    if (matrix.rows.length === 0 && matrix.problems.length === 0) throw new FileRefused('NO_MEASURES');
    const view = (await findPlan(this.db, planId)) ?? {
      id: planId,
      kind: draft?.kind ?? 'LOCAL_JOINT',
      directions: [],
    };
    const [organisations, indicators, measures] = await Promise.all([
      findOrganisations(this.db, undefined),
      findIndicators(this.db, undefined, { territoryId }),
      findMeasures(this.db, { filter: { planId }, today: caller.today, asOf: undefined, limit: MOST_MEASURES }),
    ]);
    const directory = {
      organisations: new Names(organisations),
      indicators: new Names(indicators.rows),
      territories: new Names(territories),
      planTerritoryId: territoryId,
    };
    const existing = new Map(measures.rows.map(({ id, taskId, titles }) => [sameMeasure(taskId, titles), id]));
    const circumstances: Circumstances = {
      ...{ by, at, plan: decided, view, existing, directory, fileName: ask.fileName, illustrative: ask.illustrative },
      permits: (command) => this.policy.permitsCommand(by, command),
      keeping: { keepsPlans: keepsPlans(by.role, kind), carriesOut: carriesOutPlans(by.role, kind) },
      beyondMandate: await this.#beyondMandate(by, matrix, directory),
      indicators: new Map(indicators.rows.map((row) => [row.id, row])),
      ...(await recordedConvention(this.store, 'MONEY', dateOf(at))),
      ...(await this.#histories(
        planId,
        hash,
        matrix,
        directory.indicators,
        measures.rows.map(({ id }) => id),
      )),
    };
    const decisions = decideImport(matrix, circumstances);
    const { standing } = decisions;
    const found = [...decisions.problems, ...(await brokenRules(matrix.rows, language))];
    const partly = { standing: String(standing), measures: String(matrix.rows.length) };
    const problems =
      found.length > 0 && standing > 0
        ? [problem({ sheet: matrix.sheet, cell: null }, 'PARTLY_IMPORTED', partly), ...found]
        : found;
    const answer = { problems, warnings: decisions.warnings, measures: matrix.rows.length, standing };
    if (problems.length > 0 || ask.dryRun) return { ...answer, imported: false, position: null };
    const position = await this.#append(caller, planId, hash, decisions, decided);
    return { ...answer, imported: true, position };
  }

  /** The plan first, because measures need its tasks; then all others at once, which the store writes in batches. */
  async #append(
    { by, correlationId }: Caller & { by: Actor },
    planId: string,
    hash: string,
    { appends }: Decisions,
    decided: DecidedPlan,
  ): Promise<Position | null> {
    const base = {
      ...{ correlationId, causationId: null, actorId: by.personId, organisationId: by.organisationId },
      ...{ roleAtTime: by.role, territoryAtTime: by.territoryId, onBehalfOf: by.onBehalfOf },
      ...{ reason: null, legalBasis: null, effectiveAt: null },
    };
    const append = ({ known, events, key }: Append, restsOn: Append['known'][] = []) =>
      this.store.append(known.stream, known.revision, events, causeOf(base, planId, hash, key), restsOn);
    const [ofPlan, others] = [appends.find(({ key }) => key === 'plan'), appends.filter(({ key }) => key !== 'plan')];
    const receipt = ofPlan && (await append(ofPlan));
    const restsOn = [{ stream: decided.stream, revision: receipt?.revision ?? decided.revision }];
    const outcomes = await Promise.allSettled(others.map((other) => append(other, other.ofPlan ? restsOn : [])));
    // Only when none is under way any more it can be said what stands.
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    const receipts = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const positions = [...receipts, ...(receipt ? [receipt] : [])].map(({ position }) => position);
    return positions.reduce<Position | null>(
      (last, position) => (last === null || position > last ? position : last),
      null,
    );
  }

  /** The histories that decisions rest on, as if this file had not been imported yet: then its rows decide alike. */
  async #histories(planId: string, hash: string, { rows }: Matrix, indicators: Names, measureIds: readonly string[]) {
    const named = new Set(
      rows
        .flatMap((row) => row.indicators.map(({ text }) => indicators.find(text)))
        .flatMap((meant) => ('found' in meant ? [meant.found] : [])),
    );
    const streams = [...[...named].map(indicatorStream), ...measureIds.map(measureStream)];
    const prefix = commandsOf(planId, hash);
    const isOwn = ({ cause }: Recorded) => cause.commandId.startsWith(prefix);
    const histories = await Promise.all(
      streams.map(async (stream) => [stream, allKnown(await this.store.read(stream))] as const),
    );
    const held = new Map<string, readonly Recorded[]>(
      histories.map(([stream, history]) => [stream, history.filter((event) => !isOwn(event))]),
    );
    const written = new Set(histories.flatMap(([stream, history]) => (history.some(isOwn) ? [stream] : [])));
    return {
      historyOf: (stream: string) => held.get(stream) ?? [],
      isWritten: (stream: string) => written.has(stream),
    };
  }

  async #beyondMandate(
    by: Actor,
    { rows }: Matrix,
    { territories, planTerritoryId }: Circumstances['directory'],
  ): Promise<ReadonlySet<string>> {
    const meant = rows.flatMap(({ territory }) => (territory ? [territories.find(territory.text)] : []));
    const ids = new Set([planTerritoryId, ...meant.flatMap((one) => ('found' in one ? [one.found] : []))]);
    const reached = await Promise.all([...ids].map(async (id) => [id, await reaches(this.db, by, id)] as const));
    return new Set(reached.flatMap(([id, isReached]) => (isReached ? [] : [id])));
  }
}

/** Queries that lag are waited for so long; then the record itself still keeps anything from being written twice. */
const SEEN_WITHIN_MS = 2_000;

/** A plan with more measures than a file may have rows is no plan that is drafted in a file. */
const MOST_MEASURES = 10_000;

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
