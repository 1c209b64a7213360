import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFile } from '@baikoo/database';
import { describe, expect, test } from '@jest/globals';

type Answer = { readonly status: number; readonly body: string };

/** Runs the check of `.ci` against a registry of this spec, which answers every question for weaknesses alike. */
async function check(advisories: Answer | undefined): Promise<{ code: number | null; said: string }> {
  const registry = createServer((request, response) => {
    // What is asked in the older way, or of one package, is not there.
    const { status, body } = request.url?.endsWith('/advisories/bulk') && advisories ? advisories : NOTHING;
    request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end(body));
  });
  await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
  if (!advisories) await new Promise((closed) => registry.close(closed));
  const { BAIKOO_TEST_SERVER: _, NODE_OPTIONS: __, ...inherited } = process.env;
  // npm remembers what a registry said of a weakness.
  const cache = await mkdtemp(path.join(tmpdir(), 'baikoo-npm-'));
  const settings = {
    npm_config_cache: cache,
    npm_config_registry: url,
    npm_config_fetch_retries: '0',
    npm_config_update_notifier: 'false',
  };
  const child = spawn(process.execPath, [projectFile('.ci/check-dependencies.mjs')], {
    ...{ cwd: projectFile('.'), env: { ...inherited, ...settings } },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((ended) => child.once('exit', ended));
  if (advisories) await new Promise((closed) => registry.close(closed));
  await rm(cache, { recursive: true, force: true });
  return { code, said };
}

const NOTHING: Answer = { status: 404, body: '{}' };
const finding = (severity: string): Answer => {
  const weakness = { id: 1, url: 'https://example.org/1', title: 'A weakness', severity, vulnerable_versions: '*' };
  return { status: 200, body: JSON.stringify({ fastify: [{ ...weakness, cwe: [], cvss: { score: 0 } }] }) };
};

describe('what is installed', () => {
  test.each([
    ['a registry that knows a serious weakness stops it', finding('high'), 1, /fastify has a high weakness/],
    ['one that knows a moderate one lets it pass, and says so', finding('moderate'), 0, /audited;.* moderate [1-9]/],
    ['one that knows none lets it pass', { status: 200, body: '{}' }, 0, /audited; critical 0, high 0/],
    [
      'one that answers with anything is not taken for one that knows none',
      { status: 200, body: '<p>' },
      0,
      /NOT AUDITED/,
    ],
    ['one that fails, likewise', { status: 500, body: '{}' }, 0, /NOT AUDITED/],
    ['one that is not there, likewise', undefined, 0, /NOT AUDITED/],
  ])(
    '%s',
    async (_what, advisories, expected, words) => {
      const { code, said } = await check(advisories);
      expect(said).toMatch(words);
      expect(code).toBe(expected);
    },
    120_000,
  );
});
