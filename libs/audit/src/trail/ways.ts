import { type Database, type Sql, sql } from '@baikoo/database';
import type { EventStore, Position } from '@baikoo/event-store';
import type { Moment } from '@baikoo/kernel';
import { holds, type Way } from './places.js';
import type { TrailFilter, TrailQuestion } from './question.js';
import { ownActs } from './seen.js';
import { findSeen, findWhole } from './wholes.js';

/** The ways into the index of the trail that a question has: what any of them finds is found. */
export async function findWays(db: Database, store: EventStore, question: TrailQuestion): Promise<readonly Way[]> {
  const { about, filter, scope } = question;
  const [whole, seen, effects] = await Promise.all([
    findWhole(db, about),
    findSeen(db, scope),
    findEffects(store, question),
  ]);
  const wholes = [whole, seen].filter((one) => one !== undefined);
  const acts = ownActs(scope, {
    person: (id) => holds('actor_id', id),
    organisation: (id) => holds('organisation_id', id),
  });
  const { named, types } = namedBy(filter);
  // A whole is asked for by its histories, and those of units also by what changes of the map say of them.
  const once = wholes.length === 0 ? [sql`not echo`] : [];
  return effects.flatMap((effect): readonly Way[] => {
    const common = [...once, ...acts, ...named, ...effect];
    const isNamed = acts.length > 0 || isNamedBy(filter);
    if (about?.kind !== 'PERSON') return [{ conditions: common, isNamed, anyOf: types, wholes }];
    const narrowed = [...common, ...given(filter.types, (names) => sql`type = any(${names})`)];
    const shown = wholes.map(({ has }) => has(sql`stream`));
    return [
      { conditions: [holds('actor_id', about.id), ...narrowed], isNamed: true, wholes },
      {
        ...{ conditions: [...narrowed, ...shown], isNamed: true, wholes: [] },
        anyOf: { column: 'stream', values: ownHistories(about.id) },
      },
    ];
  });
}

/** Of somebody's mandates, and of what is known of them. */
const ownHistories = (personId: string): Sql => sql`
  select 'mandate-' || id from mandate where person_id = ${personId} union all select 'person-' || ${personId}::text`;

const isNamedBy = ({ personId, organisationId, role }: TrailFilter): boolean =>
  [personId, organisationId, role].some((one) => one != null);

function namedBy({ personId, organisationId, role, types, legalAct }: TrailFilter) {
  const named = [
    ...given(personId, (id) => holds('actor_id', id)),
    ...given(organisationId, (id) => holds('organisation_id', id)),
    ...given(role, (name) => holds('role', name)),
    ...given(legalAct, (part) => sql`legal_act is not null and strpos(legal_act, ${part.toLowerCase()}) > 0`),
  ];
  const several = types && ({ column: 'type', values: sql`select distinct unnest(${types}::text[])` } as const);
  return { named, types: several ?? undefined };
}

/**
 * Between which places a question looks; where it asks for when things took effect, those that did so when they were
 * recorded, and apart from them those that say another moment.
 */
async function findEffects(store: EventStore, question: TrailQuestion): Promise<readonly (readonly Sql[])[]> {
  const { filter, upTo } = question;
  const { knownFrom, knownTo, effectiveFrom, effectiveTo } = filter;
  const at = async (moment: Moment | null | undefined) => (moment == null ? undefined : store.positionAt(moment));
  const before = (moment: Moment | null | undefined) => at(moment == null ? null : justBefore(moment));
  const [beyond, from, to, effectFrom, effectTo] = await Promise.all([
    beyondOf(store, question),
    before(knownFrom),
    at(knownTo),
    before(effectiveFrom),
    at(effectiveTo),
  ]);
  const known = [...beyond, ...after(from), ...until(to), ...until(upTo)];
  if (effectiveFrom == null && effectiveTo == null) return [known];
  const said = [
    sql`effective_at is not null`,
    ...given(effectiveFrom, (moment) => sql`effective_at >= ${moment}`),
    ...given(effectiveTo, (moment) => sql`effective_at <= ${moment}`),
  ];
  return [
    [sql`effective_at is null`, ...known, ...after(effectFrom), ...until(effectTo)],
    [...known, ...said],
  ];
}

/** What comes after the line that the page before ended with. Facts come first among the lines of a moment. */
async function beyondOf(store: EventStore, { after: place, newestFirst }: TrailQuestion): Promise<readonly Sql[]> {
  if (!place) return [];
  const isFact = place.letter === 'F';
  const number = isFact ? place.number : await store.positionAt(place.at);
  if (!newestFirst) return after(number);
  return until(isFact ? number - 1n : number);
}

const given = <T>(value: T | null | undefined, condition: (value: T) => Sql): readonly Sql[] =>
  value == null ? [] : [condition(value)];
const after = (position: Position | undefined) => given(position, (place) => sql`since > ${String(place)}::bigint`);
const until = (position: Position | undefined) => given(position, (place) => sql`since <= ${String(place)}::bigint`);

const justBefore = (moment: Moment): Moment => new Date(Date.parse(moment) - 1).toISOString();
