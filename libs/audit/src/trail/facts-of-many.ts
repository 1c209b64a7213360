import { allOf, type Database, join, type Sql, sql, statement } from '@baikoo/database';
import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import type { Moment } from '@baikoo/kernel';
import { TERRITORY_MAP_STREAM } from '@baikoo/territories';
import type { FoundFacts } from './facts-of-one.js';
import { historyOf } from './history.js';
import type { TrailQuestion } from './question.js';
import { ownActs, streamsSeen, streamsWithin } from './streams.js';

type Ports = { readonly db: Database; readonly store: EventStore };
type Place = { readonly position: string; readonly stream: string };

/**
 * What happened within a whole, by a person, or at all, by the index of the whole record: which events those are is one
 * statement, and only their histories are read.
 */
export async function findFactsOfMany(
  ports: Ports,
  question: TrailQuestion,
  windows: readonly Position[] = WINDOWS,
): Promise<FoundFacts> {
  const places = await findPlaces(ports, question, windows);
  // What a change of the map says of a unit stands in the history of the map.
  const streams = new Set(places.map(({ stream }) => stream));
  if (places.some(({ stream }) => stream.startsWith('territory-'))) streams.add(TERRITORY_MAP_STREAM);
  const history = await historyOf(ports.store, [...streams], question.upTo);
  const byPosition = new Map(history.map((event) => [String(event.position), event]));
  const events = places.flatMap(({ position }): Recorded[] => {
    const event = byPosition.get(position);
    return event ? [event] : [];
  });
  return { events, totalCount: 0, history };
}

/** Positions that are looked through before all are: few for whom or what acts often, then more. */
const WINDOWS: readonly Position[] = [2_000n, 50_000n];

/**
 * Where the events of a page stand. A whole, a person or an organisation may have entries by the hundred thousand, and
 * nothing orders them but reading them all: so those near the beginning of the page are tried first.
 */
async function findPlaces(
  ports: Ports,
  question: TrailQuestion,
  windows: readonly Position[],
): Promise<readonly Place[]> {
  const range = await positionsOf(ports.store, question);
  const head = isNarrowed(question) ? await ports.store.head() : 0n;
  for (const window of isNarrowed(question) ? windows : []) {
    if (window >= head) break;
    const found = await placesWithin(ports.db, question, nearBeginning(question, range, head, window));
    if (found.length > question.limit) return found;
  }
  return placesWithin(ports.db, question, range);
}

/** The first positions of a page, and no others. */
function nearBeginning({ newestFirst, after }: TrailQuestion, range: Range, head: Position, window: Position): Range {
  const place = after && (after.letter === 'F' ? after.number : range.boundary);
  if (newestFirst) {
    const last = [head, range.to, place].reduce((a: Position, b) => (b !== undefined && b < a ? b : a), head);
    const from = last - window;
    return { ...range, from: range.from !== undefined && range.from > from ? range.from : from };
  }
  const to = [range.from, place].reduce((a: Position, b) => (b !== undefined && b > a ? b : a), 0n) + window;
  return { ...range, to: range.to !== undefined && range.to < to ? range.to : to };
}

async function placesWithin(db: Database, question: TrailQuestion, range: Range): Promise<readonly Place[]> {
  const { newestFirst, limit } = question;
  const direction = statement(newestFirst ? 'desc' : 'asc');
  // Said to the planner as it is: for a number that it does not know it walks the whole record.
  const most = statement(String(limit + 1));
  const branches = branchesOf(question).map((branch) => {
    const chosen = allOf([...branch, ...conditionsOf(question, range), ...beyond(question, range)]);
    // A change of the map stands under each unit that it concerns.
    return sql`(select since, min(stream) as stream from trail_entry where ${chosen}
                group by since order by since ${direction} limit ${most})`;
  });
  return db.query<Place>(sql`
    select since as position, min(stream) as stream from (${join(branches, ' union all ')}) as place
    group by since order by since ${direction} limit ${most}`);
}

/** How many there are on all pages: asked only by whoever wants to know, because it reads all of them. */
export async function countFactsOfMany(ports: Ports, question: TrailQuestion): Promise<number> {
  const range = await positionsOf(ports.store, question);
  const conditions = conditionsOf(question, range);
  const [only, ...others] = branchesOf(question);
  if (others.length === 0 && only) {
    const once = only.includes(ONCE);
    const [row] = await ports.db.query<{ count: string }>(sql`
      select ${once ? sql`count(*)` : sql`count(distinct since)`} as count
      from trail_entry where ${allOf([...only, ...conditions])}`);
    return Number(row!.count);
  }
  const branches = branchesOf(question).map(
    (branch) => sql`select since from trail_entry where ${allOf([...branch, ...conditions])}`,
  );
  const [row] = await ports.db.query<{ count: string }>(
    sql`select count(*) as count from (${join(branches, ' union ')}) as place`,
  );
  return Number(row!.count);
}

/** Each event once. */
const ONCE = sql`not echo`;

/** The ways into the index, each with an index of its own; what any of them finds is found. */
function branchesOf({ about, scope }: TrailQuestion): readonly (readonly Sql[])[] {
  const within = streamsWithin(about);
  if (within) return [[sql`stream in (select stream from (${within}) as belonging)`]];
  if (about?.kind !== 'PERSON') return streamsSeen(scope) ? [[]] : [[ONCE]];
  const own = sql`
    select 'mandate-' || id from mandate where person_id = ${about.id} union all select 'person-' || ${about.id}::text`;
  return [
    [ONCE, sql`actor_id = ${about.id}`],
    [ONCE, sql`stream in (${own})`],
  ];
}

/** Of everything the page is the newest, or oldest, entries themselves. */
const isNarrowed = ({ about, scope, filter }: TrailQuestion): boolean =>
  about !== undefined ||
  scope.kind !== 'ALL' ||
  [filter.personId, filter.organisationId, filter.role, filter.types].some((one) => one != null);

type Range = {
  readonly from: Position | undefined;
  readonly to: Position | undefined;
  readonly effectiveFrom: Position;
  readonly effectiveTo: Position;
  readonly boundary: Position;
};

/** Moments of the record as its positions: one look into its own index each. */
async function positionsOf(store: EventStore, { filter, after, upTo }: TrailQuestion): Promise<Range> {
  const { knownFrom, knownTo, effectiveFrom, effectiveTo } = filter;
  const at = async (moment: Moment | null | undefined) => (moment == null ? 0n : store.positionAt(moment));
  const until = knownTo == null ? undefined : await store.positionAt(knownTo);
  return {
    from: knownFrom == null ? undefined : await at(justBefore(knownFrom)),
    to: until === undefined ? upTo : upTo !== undefined && upTo < until ? upTo : until,
    effectiveFrom: effectiveFrom == null ? 0n : await at(justBefore(effectiveFrom)),
    effectiveTo: await at(effectiveTo),
    boundary: after === undefined || after.letter === 'F' ? 0n : await at(after.at),
  };
}

const justBefore = (moment: Moment): Moment => new Date(Date.parse(moment) - 1).toISOString();

function conditionsOf({ filter, scope }: TrailQuestion, range: Range): readonly Sql[] {
  const { personId, organisationId, role, types, legalAct, effectiveFrom, effectiveTo } = filter;
  const seen = streamsSeen(scope);
  const said = <T>(value: T | null | undefined, condition: (value: T) => Sql): readonly Sql[] =>
    value == null ? [] : [condition(value)];
  return [
    ...(seen ? [sql`stream in (select stream from (${seen}) as seen)`] : []),
    ...ownActs(scope, sql`actor_id`, sql`organisation_id`),
    ...said(personId, (id) => sql`actor_id = ${id}`),
    ...said(organisationId, (id) => sql`organisation_id = ${id}`),
    ...said(role, (name) => sql`role = ${name}`),
    ...said(types, (names) => sql`type = any(${names})`),
    ...said(legalAct, (part) => sql`legal_act is not null and strpos(legal_act, ${part.toLowerCase()}) > 0`),
    ...said(range.from, (from) => sql`since > ${String(from)}::bigint`),
    ...said(range.to, (to) => sql`since <= ${String(to)}::bigint`),
    ...said(
      effectiveFrom,
      (moment) => sql`
      (effective_at >= ${moment} or (effective_at is null and since > ${String(range.effectiveFrom)}::bigint))`,
    ),
    ...said(
      effectiveTo,
      (moment) => sql`
      (effective_at <= ${moment} or (effective_at is null and since <= ${String(range.effectiveTo)}::bigint))`,
    ),
  ];
}

/** What comes after the line that the page before ended with. Facts come first among the lines of a moment. */
function beyond({ after, newestFirst }: TrailQuestion, { boundary }: Range): readonly Sql[] {
  if (!after) return [];
  const place = String(after.letter === 'F' ? after.number : boundary);
  if (!newestFirst) return [sql`since > ${place}::bigint`];
  return [after.letter === 'F' ? sql`since < ${place}::bigint` : sql`since <= ${place}::bigint`];
}
