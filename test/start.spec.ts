import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunningPostgres } from '@baikoo/embedded-postgres';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Program, stopLeftPostgres } from './support/program.js';

const home = mkdtempSync(path.join(tmpdir(), 'baikoo-start-'));
chmodSync(home, 0o755);
const programs: Program[] = [];
const start = (...command: string[]) => {
  const program = new Program({ home, command: command.length > 0 ? command : ['start'] });
  programs.push(program);
  return program;
};
afterAll(async () => {
  for (const program of programs) await program.signal('SIGKILL');
  await stopLeftPostgres(home);
  rmSync(home, { recursive: true, force: true });
});

const allocate = (url: string, token: string, commandId: string) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: `mutation { allocateFunding(input: { commandId: "${commandId}", measureId: "osh-patrols",
        lineId: "local-2026", amount: "1.00" }) { ... on Receipt { position } ... on Refusal { code } } }`,
    }),
  }).then((answer) => answer.json() as Promise<{ data: { allocateFunding: { position?: string } } }>);

/** Of how many events the checkpoints are under which the events of a measure of the first data are proven. */
async function provenSizes(url: string, token: string): Promise<readonly (number | undefined)[]> {
  const ask = async <Data>(query: string): Promise<Data> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return ((await answer.json()) as { data: Data }).data;
  };
  const { auditTrail } = await ask<{ auditTrail: { nodes: { position: string }[] } }>(
    '{ auditTrail(kind: MEASURE, id: "leninsky-lighting") { nodes { position } } }',
  );
  const sizes: (number | undefined)[] = [];
  for (const { position } of auditTrail.nodes) {
    const { proof } = await ask<{ proof: { checkpoint: { size: number } } | null }>(
      `{ proof: inclusionProof(position: "${position}") { checkpoint { size } } }`,
    );
    sizes.push(proof?.checkpoint.size);
  }
  return sizes;
}

describe('baikoo start', () => {
  test('killed while it loads the first data, goes on with them at the next start', async () => {
    const cut = start();
    await cut.says(/Loading readings/);
    await cut.signal('SIGKILL');

    const next = start();
    const url = await next.isReady();
    expect(next.output).toMatch(/Taking over the PostgreSQL/);
    expect(next.output).not.toMatch(/Loading territories/);
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ ready: true });
    for (const person of ['demo-secretariat', 'demo-leninsky-secretary', 'demo-auditor', 'demo-operator'])
      expect(next.tokenOf(person)).toMatch(/^ey/);

    // What a newcomer tries first need not wait for the notary's clock.
    const { proof } = (await (await fetch(`${url}/health`)).json()) as { proof: { checkpoint: { size: number } } };
    const proven = await provenSizes(url, next.tokenOf('demo-auditor'));
    expect(proven.length).toBeGreaterThan(5);
    expect(new Set(proven)).toEqual(new Set([proof.checkpoint.size]));
    // And nothing was signed before they were there.
    const published = await (await fetch(`${url}/proof/checkpoints`)).text();
    expect(published.match(/^\d+$/gm)).toEqual([String(proof.checkpoint.size)]);

    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output).toMatch(/is in use by another program/);
    const report = start('report', '--language', 'ru');
    expect(await report.ended).toBe(0);
    expect(report.output).toMatch(/<!doctype html>/i);
  }, 180_000);

  test('killed at work, loses nothing that was acknowledged', async () => {
    const program = programs[1]!;
    const url = await program.isReady();
    const token = program.tokenOf('demo-secretariat');
    const acknowledged = new Map<string, string>();
    const working = (async () => {
      for (let n = 0; ; n++) {
        const { data } = await allocate(url, token, `under-load-${n}`);
        acknowledged.set(`under-load-${n}`, data.allocateFunding.position!);
      }
    })().catch(() => {});
    while (acknowledged.size < 10) await sleep(10);
    await program.signal('SIGKILL');
    await working;

    const next = start();
    const again = await next.isReady();
    expect(next.output).not.toMatch(/Loading/);
    for (const [commandId, position] of acknowledged) {
      const { data } = await allocate(again, next.tokenOf('demo-secretariat'), commandId);
      expect([commandId, data.allocateFunding.position]).toEqual([commandId, position]);
    }
  }, 120_000);

  test('interrupted, stops everything that it started', async () => {
    const program = programs.at(-1)!;
    expect(await findRunningPostgres(home)).toBeDefined();
    // Twice, as npm does it: it passes on what the terminal has already told the program.
    void program.signal('SIGINT');
    expect(await program.signal('SIGINT')).toBe(0);
    expect(program.output).not.toMatch(/terminating connection/);
    expect(await findRunningPostgres(home)).toBeUndefined();
  }, 30_000);
});
