import { describe, expect, test } from '@jest/globals';
import { Metrics, type Standing } from './metrics.js';

const standing: Standing = {
  head: 12n,
  projections: [
    { name: 'plans', position: 12n, status: 'RUNNING', lagMs: 0 },
    { name: 'measures', position: 9n, status: 'REBUILDING', lagMs: 1_500 },
    {
      ...{ name: 'cycles', position: 3n, status: 'STOPPED', lagMs: 90_000 },
      stopped: { position: 4n, eventId: 'e', why: 'it is poison', since: '2026-11-24T00:00:00.000Z' },
    },
  ],
  tree: { size: 11, position: 11n, lagMs: 500 },
  checkpoint: { size: 10, ageMs: 2_500, trouble: undefined },
};

const series = (text: string) => text.split('\n').filter((line) => /^baikoo_(?!http)/.test(line));

describe('what an operator is told by metrics', () => {
  test('is the age of what a read model has not folded, and which of them stands still', async () =>
    expect(series(await new Metrics().text(standing, []))).toEqual([
      'baikoo_database_up 1',
      'baikoo_record_position 12',
      'baikoo_projection_position{projection="plans"} 12',
      'baikoo_projection_position{projection="measures"} 9',
      'baikoo_projection_position{projection="cycles"} 3',
      'baikoo_projection_lag_seconds{projection="plans"} 0',
      'baikoo_projection_lag_seconds{projection="measures"} 1.5',
      'baikoo_projection_lag_seconds{projection="cycles"} 90',
      'baikoo_projection_stopped{projection="plans"} 0',
      'baikoo_projection_stopped{projection="measures"} 0',
      'baikoo_projection_stopped{projection="cycles"} 1',
      'baikoo_projection_rebuilding{projection="plans"} 0',
      'baikoo_projection_rebuilding{projection="measures"} 1',
      'baikoo_projection_rebuilding{projection="cycles"} 0',
      'baikoo_proof_size 11',
      'baikoo_proof_lag_seconds 0.5',
      'baikoo_proof_stopped 0',
      'baikoo_checkpoint_size 10',
      'baikoo_checkpoint_age_seconds 2.5',
      'baikoo_checkpoint_trouble 0',
    ]));

  test('is nothing but that the database is away while it is, also when it answered before', async () => {
    const metrics = new Metrics();
    await metrics.text(standing, []);
    expect(series(await metrics.text(undefined, []))).toEqual(['baikoo_database_up 0']);
  });

  test('is also that nothing is added to the tree over the record any more', async () => {
    const standstill = { why: 'RECORD_SHORTER', since: '2026-11-24T00:00:00.000Z' } as const;
    const tree = { size: 11, position: 11n, lagMs: 0, standstill };
    expect(series(await new Metrics().text({ ...standing, tree }, []))).toContain('baikoo_proof_stopped 1');
  });

  test('is also that checkpoints are not signed, and nothing of one before there is any', async () => {
    const checkpoint = { size: undefined, ageMs: undefined, trouble: 'KEY_NOT_RECORDED' } as const;
    const told = series(await new Metrics().text({ ...standing, checkpoint }, []));
    expect(told.filter((line) => line.includes('checkpoint'))).toEqual(['baikoo_checkpoint_trouble 1']);
  });

  test('names the shapes of events that this build reads and does not know', async () => {
    const unknown = { type: 'MeasureBlessed', schemaVersion: 2, timesRead: 7 };
    expect(series(await new Metrics().text(undefined, [unknown]))).toContain(
      'baikoo_unknown_events_read{type="MeasureBlessed",version="2"} 7',
    );
  });

  test('counts answers by route and status', async () => {
    const metrics = new Metrics();
    metrics.answered('/graphql', 200, 40);
    expect(await metrics.text(undefined, [])).toContain(
      'baikoo_http_request_duration_seconds_bucket{le="0.05",route="/graphql",status="200"} 1',
    );
  });
});
