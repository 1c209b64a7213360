import { sql } from '@baikoo/database';
import { verifyBundle } from '@baikoo/proof';
import type { Proven } from './published.js';

/** Asks for bundles over HTTP as a person, checks them, and looks who has taken one. */
export function bundlesOf({ running, published }: Proven) {
  const get = async (who: string, asked: string, encoding = 'gzip') => {
    const token = await running().installation.demoTokens!.issue(who, { days: 1 });
    return fetch(`${running().url}/export/bundle/a.baikoo-bundle?${asked}`, {
      headers: { authorization: `Bearer ${token}`, 'accept-language': 'en', 'accept-encoding': encoding },
    });
  };
  const bytesOf = async function* (text: string) {
    yield Buffer.from(text);
  };
  const verify = (text: string, earlier: readonly string[] = []) =>
    verifyBundle(bytesOf(text), { keys: [published().key], earlier });
  const taken = async () => {
    const rows = await running().database.db.query<{ who: string; asked: object }>(sql`
      select person_id as who, asked from audit.sensitive_read
      where kind = 'EXPORT' and via = 'FILE' and asked @> '[{"field": "export/bundle"}]' order by id`);
    return rows;
  };

  return { get, verify, taken };
}
