import { findCycles } from '@baikoo/cycles';
import { sql } from '@baikoo/database';
import type { History } from '../history.js';
import type { Serving } from './contender.js';
import type { Ask, Page, Words } from './questions.js';

const REGIONS = 60;
const PAGES = 3;

export type Kind = 'measures' | 'overview';
export type Contender = {
  readonly name: string;
  readonly serving: Serving;
  readonly words: Words;
  readonly writing?: boolean;
};

/** Regions with more measures than one page, and every cycle of the national plan: what the callers choose from. */
export async function questionsOf({ db }: History) {
  // Whatever has parts with measures: oblasts, raions and cities.
  const regions = await db.query<{ id: string; measures: number }>(sql`
    select parent_id as id, count(*)::integer as measures from territory_fact join measure using (territory_id)
    where aspect = 'PARENT' and parent_id is not null
    group by parent_id order by count(*) > 50 desc, md5(parent_id) limit ${REGIONS}`);
  const pages: Page[] = regions.flatMap(({ id, measures }) =>
    Array.from({ length: Math.min(PAGES, Math.ceil(measures / 50)) }, (_, page) => ({
      territory: id,
      skip: page * 50,
    })),
  );
  const cycles = await findCycles(db, undefined);
  const [national] = await db.query<{ id: string }>(
    sql`select id from plan where kind = 'NATIONAL' order by id limit 1`,
  );
  return { pages, cycles: cycles.filter(({ planId }) => planId === national?.id) };
}

export const headersOf = ({ token }: Serving) => ({
  'content-type': 'application/json',
  'accept-language': 'ru',
  ...(token && { authorization: `Bearer ${token}` }),
});

export async function ask({ serving }: Contender, { path, body }: Ask) {
  const response = await fetch(`${serving.url}${path}`, {
    headers: headersOf(serving),
    ...(body !== undefined && { method: 'POST', body }),
  });
  const text = await response.text();
  if (!response.ok || text.includes('"errors"')) throw new Error(`${path}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Record<string, never>;
}

/** Every contender's questions of a kind; ours learn the cursor of a page from the page before. */
export async function requestsOf(
  contender: Contender,
  kind: Kind,
  { pages, cycles }: Awaited<ReturnType<typeof questionsOf>>,
) {
  if (kind === 'overview') return cycles.map(({ id }) => contender.words.overview(id));
  const asks: Ask[] = [];
  let after: string | null = null;
  for (const page of pages) {
    if (page.skip === 0) after = null;
    const question = contender.words.measures(page, after);
    asks.push(question);
    const answer = (await ask(contender, question)) as {
      data?: { measures?: { pageInfo: { endCursor: string | null } } };
    };
    after = answer.data?.measures?.pageInfo.endCursor ?? null;
  }
  return asks;
}

/** The measures of a page in what a contender answered, in their order. */
function idsIn(answer: unknown): readonly string[] {
  const { data, nodes } = answer as Pages & { data?: { measures?: Pages; measuresOf?: Pages } };
  return (nodes ?? data?.measures?.nodes ?? data?.measuresOf?.nodes ?? []).map(({ id }) => id);
}
type Pages = { readonly nodes?: readonly { readonly id: string }[] };

/** A ratio of answers that differ would say nothing. */
export async function demandSamePages(contenders: readonly Contender[], asks: ReadonlyMap<Contender, readonly Ask[]>) {
  const pagesOf = async (contender: Contender) => {
    const pages: (readonly string[])[] = [];
    for (const question of asks.get(contender)!) pages.push(idsIn(await ask(contender, question)));
    return pages;
  };
  const [first, ...others] = contenders;
  const expected = JSON.stringify(await pagesOf(first!));
  if (!expected.includes('"')) throw new Error(`${first!.name} answers with empty pages.`);
  for (const other of others)
    if (JSON.stringify(await pagesOf(other)) !== expected) throw new Error(`${other.name} answers otherwise.`);
}
