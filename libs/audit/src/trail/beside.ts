import { allOf, type Database, join, type Sql, sql, statement } from '@baikoo/database';
import type { AskedField } from '@baikoo/edge';
import type { EventStore } from '@baikoo/event-store';
import type { Moment } from '@baikoo/kernel';
import { type About, type LineKey, type TrailQuestion } from './question.js';
import { questionsAbout } from './questions-about.js';
import { ownActs, seenStreams } from './seen.js';
import { scopeOf } from './subject.js';
import { findSeen, findWhole, isOne, type Whole } from './wholes.js';

/** A command that was refused. */
export type RefusedLine = {
  readonly key: LineKey;
  readonly at: Moment;
  readonly id: string;
  readonly command: string;
  readonly subject: string;
  readonly code: string;
  readonly path: string | null;
  readonly details: Readonly<Record<string, string>>;
  readonly commandId: string;
} & Who;

/** A read that is watched: who asked what, never what was answered. */
export type ReadLine = {
  readonly key: LineKey;
  readonly at: Moment;
  readonly id: string;
  readonly kind: 'OVERSIGHT' | 'PERSONAL' | 'EXPORT';
  readonly via: string;
  readonly asked: readonly AskedField[];
  readonly asOf: string | null;
  /** What a client called its operation, or with what reason it was taken away at the machine. */
  readonly operation: string | null;
} & Who;

type Who = {
  readonly personId: string | null;
  readonly organisationId: string | null;
  readonly role: string | null;
  readonly onBehalfOf: string | null;
  readonly correlationId: string;
};

export type Found<Line> = { readonly rows: readonly Line[]; count(): Promise<number> };

const exact = (column: Sql): Sql => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Refused commands about the subject of a trail, within a scope. */
export async function findRefused(
  { db, store }: { readonly db: Database; readonly store: EventStore },
  question: TrailQuestion,
): Promise<Found<RefusedLine>> {
  const { about, filter, scope } = question;
  const [whole, seen] = await Promise.all([
    findWhole(db, about),
    // Of one thing its histories were chosen already.
    isOne(about) ? undefined : findSeen(db, scope),
  ]);
  const wholes = [whole, seen].filter((one) => one !== undefined);
  const conditions = [
    ...(await aboutSubject(db, question)),
    ...ownActs(scope, { person: (id) => sql`actor_id = ${id}`, organisation: (id) => sql`organisation_id = ${id}` }),
    ...(about?.kind === 'PERSON' ? [sql`actor_id = ${about.id}`] : []),
    ...(filter.personId == null ? [] : [sql`actor_id = ${filter.personId}`]),
    ...(filter.organisationId == null ? [] : [sql`organisation_id = ${filter.organisationId}`]),
    ...(filter.role == null ? [] : [sql`role_at_time = ${filter.role}`]),
    ...(filter.commands == null ? [] : [sql`command = any(${filter.commands})`]),
    ...(await between(store, question, sql`attempted_at`)),
  ];
  const page = inOrder(question, sql`attempted_at`);
  const onPage = allOf([...conditions, ...beyond(question, 'R', sql`attempted_at`)]);
  const ask = (chosen: Sql) =>
    db.query<RefusedLine & { exact: string }>(sql`
    select id, attempted_at as at, ${exact(sql`attempted_at`)} as exact, correlation_id as "correlationId",
           command_id as "commandId", command, subject, actor_id as "personId", organisation_id as "organisationId",
           role_at_time as "role", null as "onBehalfOf", code, path, details
    from ${chosen} ${page}`);
  const within = partOf(wholes);
  const near = sql`
    (select * from audit.refused_attempt where ${onPage} ${inOrder({ ...question, limit: NEAR }, sql`attempted_at`)}) as near
    where ${allOf(wholes.map(({ has }) => has(sql`subject`)))}`;
  // As of facts: most wholes have a page among the nearest, and of the others the histories are few.
  const found = wholes.length === 0 ? [] : await ask(near);
  const rows =
    found.length > question.limit ? found : await ask(sql`audit.refused_attempt where ${allOf([onPage, ...within])}`);
  return {
    rows: rows.map((row) => ({ ...row, key: { at: row.exact, letter: 'R' as const, number: BigInt(row.id) } })),
    count: () => count(db, sql`audit.refused_attempt`, [...conditions, ...within]),
  };
}

/** Refused commands that are looked through before those of all histories of a whole are. */
const NEAR = 1_000;

const partOf = (wholes: readonly Whole[]): readonly Sql[] =>
  wholes.map(({ streams }) => sql`subject in (select stream from (${streams}) as belonging)`);

/** Watched reads of the subject of a trail, or by the person. Whoever does not see the whole trail is shown none. */
export async function findReads(
  { db, store }: { readonly db: Database; readonly store: EventStore },
  question: TrailQuestion,
): Promise<Found<ReadLine>> {
  const { about, filter, scope } = question;
  if (scope.kind !== 'ALL') return { rows: [], count: async () => 0 };
  const conditions = [
    ...(about === undefined ? [] : [readsOf(about)]),
    ...(filter.personId == null ? [] : [sql`person_id = ${filter.personId}`]),
    ...(filter.organisationId == null ? [] : [sql`organisation_id = ${filter.organisationId}`]),
    ...(filter.role == null ? [] : [sql`role_at_time = ${filter.role}`]),
    ...(await between(store, question, sql`asked_at`)),
  ];
  const rows = await db.query<ReadLine & { exact: string }>(sql`
    select id, asked_at as at, ${exact(sql`asked_at`)} as exact, correlation_id as "correlationId", kind, via,
           person_id as "personId", organisation_id as "organisationId", role_at_time as "role",
           on_behalf_of as "onBehalfOf", asked, as_of as "asOf", operation
    from audit.sensitive_read
    where ${allOf([...conditions, ...beyond(question, 'S', sql`asked_at`)])}
    ${inOrder(question, sql`asked_at`)}`);
  return {
    rows: rows.map((row) => ({ ...row, key: { at: row.exact, letter: 'S' as const, number: BigInt(row.id) } })),
    count: () => count(db, sql`audit.sensitive_read`, conditions),
  };
}

/** A command is refused about a history: one of the subject. */
async function aboutSubject(db: Database, { about, scope }: TrailQuestion): Promise<readonly Sql[]> {
  if (!isOne(about)) return [];
  const { streams } = await scopeOf(db, about.kind, about.id);
  return [sql`subject = any(${await seenStreams(db, scope, about, streams)})`];
}

function readsOf(about: About): Sql {
  const asked = join(
    questionsAbout(about).map((pattern) => sql`asked @> ${JSON.stringify([pattern])}::jsonb`),
    ' or ',
  );
  return about.kind === 'PERSON' ? sql`(person_id = ${about.id} or ${asked})` : sql`(${asked})`;
}

/** Between the moments of a filter, and not after what stood in the record where the question stands. */
async function between(store: EventStore, { filter, upTo }: TrailQuestion, at: Sql): Promise<readonly Sql[]> {
  const { knownFrom, knownTo } = filter;
  const [next] = upTo === undefined ? [] : await store.readLog(upTo, 1);
  return [
    ...(knownFrom == null ? [] : [sql`${at} >= ${knownFrom}`]),
    ...(knownTo == null ? [] : [sql`${at} < ${knownTo}::timestamptz + interval '1 ms'`]),
    ...(next === undefined ? [] : [sql`${at} < ${next.recordedAt}`]),
  ];
}

/** What comes after the line that the page before ended with; of one moment the lines are in the order of their letters. */
function beyond({ after, newestFirst }: TrailQuestion, letter: LineKey['letter'], at: Sql): readonly Sql[] {
  if (!after) return [];
  const moment = sql`${after.at}::timestamptz`;
  if (after.letter === letter) {
    const pair = sql`(${moment}, ${String(after.number)}::bigint)`;
    return [newestFirst ? sql`(${at}, id) < ${pair}` : sql`(${at}, id) > ${pair}`];
  }
  if (newestFirst) return [letter < after.letter ? sql`${at} <= ${moment}` : sql`${at} < ${moment}`];
  return [letter < after.letter ? sql`${at} > ${moment}` : sql`${at} >= ${moment}`];
}

const inOrder = ({ newestFirst, limit }: TrailQuestion, at: Sql): Sql => {
  const direction = statement(newestFirst ? 'desc' : 'asc');
  return sql`order by ${at} ${direction}, id ${direction} limit ${statement(String(limit + 1))}`;
};

async function count(db: Database, table: Sql, conditions: readonly Sql[]): Promise<number> {
  const [row] = await db.query<{ count: string }>(
    sql`select count(*) as count from ${table} where ${allOf(conditions)}`,
  );
  return Number(row!.count);
}
