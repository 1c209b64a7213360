import { describe, expect, test } from '@jest/globals';
import type { RunningApi } from '../running-api.js';

/** What the server gives out beside GraphQL. */
export function specifyDoor(api: () => RunningApi): void {
  describe('the door', () => {
    test('health says that it is ready', async () => {
      const answer = await fetch(`${api().url}/health`);
      expect([answer.status, await answer.json()]).toMatchObject([200, { ready: true, database: 'UP' }]);
    });
    test('metrics tell where the record and its read models stand, and how long answers took', async () => {
      const answer = await fetch(`${api().url}/metrics`);
      expect(answer.headers.get('content-type')).toMatch('text/plain; version=0.0.4');
      const text = await answer.text();
      expect(text).toMatch(/^baikoo_database_up 1$/m);
      expect(text).toContain(`baikoo_record_position ${await api().installation.store.head()}`);
      expect(text).toMatch(/^baikoo_projection_lag_seconds\{projection="measures"\} 0$/m);
      expect(text).toMatch(/^baikoo_http_request_duration_seconds_count\{route="\/graphql",status="200"\} \d+$/m);
    });
    test('a browser gets a page that loads nothing from outside', async () => {
      const page = await fetch(`${api().url}/graphql`, { headers: { accept: 'text/html' } });
      const html = await page.text();
      expect(html).toContain('GraphiQL');
      expect(html).not.toMatch(/https?:\/\//);
      for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g))
        expect((await fetch(`${api().url}${path}`)).status).toBe(200);
      expect((await fetch(`${api().url}/graphiql/package.json`)).status).toBe(404);
    });
  });
}
