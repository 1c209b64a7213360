import type { TrailQuestion } from '@baikoo/audit';
import { keyOfFact } from '@baikoo/audit/testing';
import { sql } from '@baikoo/database';
import { REPUBLIC } from '@baikoo/kernel';
import type { History } from '../history.js';

export type Asked = { readonly name: string; readonly question: TrailQuestion };

const PAGE = 50;

const newest: TrailQuestion = {
  ...{ about: undefined, filter: {}, scope: { kind: 'ALL' }, upTo: undefined },
  ...{ newestFirst: true, limit: PAGE, after: undefined },
};

/** One page of each kind of trail, of the things that have most of it and of some that have little. */
export async function trailQuestions(history: History): Promise<readonly Asked[]> {
  const { db, store } = history;
  const first = async (statement: ReturnType<typeof sql>) => {
    const [row] = await db.query<{ id: string }>(statement);
    if (!row) throw new Error('The history is too short: not everything happened yet. Take more events.');
    return row.id;
  };
  /** The history of that kind with the most events, without the first word of its name. */
  const longest = (kind: string) =>
    first(sql`select substr(stream, ${kind.length + 2}) as id from record.event
              where stream like ${`${kind}-%`} group by stream order by count(*) desc, stream limit 1`);
  const most = (field: 'actorId' | 'organisationId', rank: 'desc' | 'asc') =>
    first(sql`select cause ->> ${field} as id from record.event where cause ->> 'actorId' <> 'installation'
              group by 1 having count(*) > 20
              order by count(*) * ${rank === 'desc' ? -1 : 1}, 1 limit 1`);
  const role = (rank: 1 | -1) =>
    first(sql`select cause ->> 'roleAtTime' as id from record.event group by 1 order by count(*) * ${rank}, 1 limit 1`);
  /** The unit below that one which has the most measures, its own and those of the units right below it. */
  const fullest = (parent: string) =>
    first(sql`
      with unit as (select distinct territory_id as id, parent_id from territory_fact where aspect = 'PARENT')
      select above.id from unit above left join unit below on below.parent_id = above.id
      join measure on territory_id in (above.id, below.id)
      where above.parent_id = ${parent} group by above.id order by count(distinct measure.id) desc, above.id limit 1`);
  const oblast = await fullest(REPUBLIC);
  const raion = await fullest(oblast);
  const head = await store.head();
  const middle = (await store.findLast(head / 2n))!;
  const tenth = (await store.findLast((head * 9n) / 10n))!;

  const about = (kind: NonNullable<TrailQuestion['about']>['kind'], id: string, within = false): TrailQuestion => ({
    ...newest,
    about: { kind, id, within },
  });
  const filtered = (filter: TrailQuestion['filter']): TrailQuestion => ({ ...newest, filter });
  const inOblast = about('TERRITORY', oblast, true);
  const plan = await longest('plan');
  return [
    { name: 'everything', question: newest },
    { name: 'everything, from the middle', question: { ...newest, after: keyOfFact(middle) } },
    { name: 'a measure', question: about('MEASURE', await longest('measure')) },
    { name: 'a plan alone', question: about('PLAN', plan) },
    { name: 'a plan with all of it', question: about('PLAN', plan, true) },
    { name: '… from the middle', question: { ...about('PLAN', plan, true), after: keyOfFact(middle) } },
    { name: 'an indicator', question: about('INDICATOR', await longest('indicator')) },
    { name: 'an oblast with all of it', question: inOblast },
    { name: '… from the middle', question: { ...inOblast, after: keyOfFact(middle) } },
    { name: '… refused there', question: { ...inOblast, filter: { outcomes: ['REFUSED'] } } },
    { name: 'a raion with all of it', question: about('TERRITORY', raion, true) },
    { name: '… oldest first', question: { ...about('TERRITORY', raion, true), newestFirst: false } },
    { name: 'a cycle', question: about('CYCLE', await longest('cycle')) },
    { name: 'a report', question: about('SUBMISSION', await longest('submission')) },
    { name: 'who acts most', question: about('PERSON', await most('actorId', 'desc')) },
    { name: 'who acts seldom', question: about('PERSON', await most('actorId', 'asc')) },
    { name: 'an organisation', question: filtered({ organisationId: await most('organisationId', 'desc') }) },
    { name: '… that acts seldom', question: filtered({ organisationId: await most('organisationId', 'asc') }) },
    { name: 'the commonest role', question: filtered({ role: await role(-1) }) },
    { name: 'the rarest role', question: filtered({ role: await role(1) }) },
    { name: 'one kind of fact', question: filtered({ types: ['CompletionVerified'] }) },
    { name: 'a rare kind of fact', question: filtered({ types: ['MandateGranted'] }) },
    { name: '… in an oblast', question: { ...inOblast, filter: { types: ['MandateGranted'] } } },
    { name: 'refused commands of one name', question: filtered({ commands: ['ExtendDeadline'] }) },
    { name: 'only what was refused', question: filtered({ outcomes: ['REFUSED'] }) },
    { name: 'by a part of a legal act', question: filtered({ legalAct: 'decision' }) },
    {
      name: 'known in a stretch of time',
      question: filtered({ knownFrom: middle.recordedAt, knownTo: tenth.recordedAt }),
    },
    {
      name: 'in effect in a stretch of time',
      question: filtered({ effectiveFrom: middle.recordedAt, effectiveTo: tenth.recordedAt }),
    },
    {
      name: 'what a commission of an oblast may see',
      question: { ...newest, scope: { kind: 'SUBTREE', territoryId: oblast } },
    },
  ];
}
