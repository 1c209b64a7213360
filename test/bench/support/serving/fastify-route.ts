import Fastify from 'fastify';
import pg from 'pg';

/** What somebody writes who needs two answers and nothing else: a route and one statement for each. No token, no schema. */
const [connectionString = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 10 });
const app = Fastify();

type MeasuresQuery = { readonly Querystring: { territory: string; first: number; skip: number; today: string } };
app.get<MeasuresQuery>('/measures', async ({ query: { territory, first, skip, today } }) => {
  const { rows } = await pool.query<{ total: string; nodes: object[] }>({
    name: 'measures',
    text: `
      select peer.count_of($1) as total, (select json_agg(json_build_object('id', id, 'titles', titles, 'deadline',
        deadline, 'status', status, 'percent', percent, 'executorNames', executor_names, 'planned', planned::text,
        'allocated', allocated::text, 'spent', spent::text, 'light', json_build_object('colour', colour, 'rule', rule),
        'overdue', overdue)) from (select * from peer.measures_of($1, $4) limit $2 offset $3) as page) as nodes`,
    values: [territory, first, skip, today],
  });
  return { totalCount: Number(rows[0]!.total), nodes: rows[0]!.nodes ?? [] };
});

type OverviewQuery = { readonly Querystring: { cycle: string; today: string } };
app.get<OverviewQuery>('/overview', async ({ query: { cycle, today } }) => {
  const { rows } = await pool.query<{ overview: object }>({
    name: 'overview',
    text: `
      select json_build_object(
        'cycle', json_build_object('id', cycle.id, 'period', period, 'dueOn', due_on),
        'directions', (select json_agg(json_build_object('id', direction_id, 'reference', reference, 'titles', titles)
          order by place) from read.plan_direction where plan_direction.plan_id = cycle.plan_id),
        'counts', (select json_agg(counts) from peer.counts_of(cycle.plan_id, $2) as counts),
        'funding', (select json_agg(sums) from peer.funding_of(cycle.plan_id) as sums),
        'submissions', (select row_to_json(submissions) from peer.submissions_of(cycle.id) as submissions)) as overview
      from read.cycle where cycle.id = $1`,
    values: [cycle, today],
  });
  return rows[0]?.overview ?? null;
});

const address = await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`listening on ${new URL(address).port}`);
