import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { checkpointFileOf, notaryOf, readSigners, writeKeyFile } from '@baikoo/installation';
import {
  believedKeys,
  claimedSize,
  generateSigner,
  GrowingTree,
  KeptTree,
  notesOf,
  openCheckpoint,
  readVerifier,
  SigningBook,
  verifierText,
} from '@baikoo/proof';
import { aCause } from '@baikoo/event-store/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningApi, startApi } from './support/running-api.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
}, 120_000);
afterAll(() => api?.close());

/** Signs as the process of these keys does, once the tree has everything. */
async function sign(proof: object = {}) {
  const { installation, server } = api;
  const tree = server.app.get(KeptTree, { strict: false });
  const book = server.app.get(SigningBook, { strict: false });
  expect(await tree.caughtUp(await installation.store.head(), { timeoutMs: 20_000 })).toBe(true);
  const { configuration, store } = installation;
  const other = { ...configuration, proof: { ...configuration.proof, ...proof } };
  return notaryOf({ store, configuration: other }, { tree, book }, () => {}).sign();
}

async function get(address: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.url}${address}`, { headers });
  return {
    ...{ status: response.status, headers: response.headers },
    body: Buffer.from(await response.arrayBuffer()),
  };
}
const textAt = async (address: string) => String((await get(address)).body);

/** As it is written, where `fetch` would tidy it up. */
const raw = (address: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    request({ ...{ host: '127.0.0.1', port: new URL(api.url).port, path: address } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });

describe('whoever has no account', () => {
  test('collects checkpoints, and the key that signed them', async () => {
    expect(await sign()).toMatchObject({ newest: { size: Number(await api.installation.store.head()) } });
    const { status, headers, body } = await get('/proof/checkpoint');
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      ...[200, 'text/plain; charset=utf-8', 'public, max-age=60'],
    ]);
    const key = readVerifier(await textAt('/proof/key'));
    expect(openCheckpoint(String(body), [key])).toMatchObject({ origin: 'baikoo-demo/record' });
    expect((await get('/proof/checkpoint', { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
    const all = await textAt('/proof/checkpoints');
    expect(all).toBe(readFileSync(checkpointFileOf(api.installation.configuration), 'utf8'));
    expect(notesOf(all).at(-1)).toBe(String(body));
  });

  test('collects what is new alone, which begins with what they have of the last size', async () => {
    const act = (number: number) => ({ type: 'Counted', data: { number } });
    for (const number of [1, 2]) {
      await api.installation.store.recorded.append(`spec-${number}`, 0, [act(number)], aCause());
      await sign();
    }
    const all = await textAt('/proof/checkpoints');
    const notes = notesOf(all);
    const sizes = notes.map((note) => claimedSize(note)!);
    expect(sizes.length).toBeGreaterThan(2);
    for (const [i, size] of sizes.entries()) {
      expect(await textAt(`/proof/checkpoints?from=${size}`)).toBe(notes.slice(sizes.indexOf(size)).join(''));
      expect(await textAt(`/proof/checkpoints?from=${size + 1}`)).toBe(notes.slice(i + 1).join(''));
    }
    expect(await textAt('/proof/checkpoints?from=0')).toBe(all);
    const { status, headers, body } = await get('/proof/checkpoints?from=999999999999999');
    expect([status, headers.get('content-type'), body.length]).toEqual([200, 'text/plain; charset=utf-8', 0]);
  });

  test.each(['from[]=1', 'from[0]=1', 'from[size]=1', 'from%5B%5D=1', 'FROM=1', 'from[]=1&from=1'])(
    'is told nothing by /proof/checkpoints?%s',
    async (asked) => {
      const { status, text } = await raw(`/proof/checkpoints?${asked}`);
      expect([status, JSON.parse(text)]).toMatchObject([400, { code: 'INVALID_INPUT', path: 'from' }]);
    },
  );

  test.each(['', '-1', '1.5', '1e3', '01', 'all', '٣', '1&from=2', '1%00', `${'9'.repeat(16)}`, "1'--"])(
    'is told nothing by /proof/checkpoints?from=%s',
    async (from) => {
      const { status, text } = await raw(`/proof/checkpoints?from=${encodeURI(from).replaceAll('%25', '%')}`);
      expect([status, JSON.parse(text)]).toEqual([
        400,
        { code: 'INVALID_INPUT', path: 'from', message: expect.stringMatching(/«башталышы».* 0 .* 999999999999999 /) },
      ]);
    },
  );

  test('computes the signed root from the tiles', async () => {
    const { size, root } = openCheckpoint(await textAt('/proof/checkpoint'), [
      readVerifier(await textAt('/proof/key')),
    ]);
    const tree = new GrowingTree();
    for (let index = 0; tree.size < size; index++) {
      const width = Math.min(256, size - tree.size);
      const name = `${String(index).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`;
      const { status, headers, body } = await get(`/proof/tile/0/${name}`);
      expect([status, headers.get('content-type'), headers.get('cache-control'), body.length]).toEqual([
        ...[200, 'application/octet-stream', 'public, max-age=31536000, immutable', width * 32],
      ]);
      for (let at = 0; at < body.length; at += 32) tree.append(body.subarray(at, at + 32));
    }
    expect(size).toBeGreaterThan(256);
    expect(tree.root).toEqual(root);
  });

  test.each([
    ...['/proof', '/proof/', '/proof/tile', '/proof/tile/', '/proof/tile/0', '/proof/tile/0/', '/proof/events'],
    ...['/proof/tile/0/000.p/0', '/proof/tile/0/000.p/257', '/proof/tile/0/000.p/256', '/proof/tile/0/999'],
    ...['/proof/tile/64/000', '/proof/tile/-1/000', '/proof/tile/00/000', '/proof/tile/0/0', '/proof/tile/0/x000/000'],
    ...[`/proof/tile/0/${'x999/'.repeat(6)}999`, `/proof/tile/63/${'x999/'.repeat(4)}999`],
    ...['/proof/tile/0/../../../etc/passwd', '/proof/tile/0/%2e%2e/000', '/proof/tile/0/000%00', '/proof/tile/0/%'],
    ...[`/proof/tile/0/000'--`, '/proof/tile/entries/000', `/proof/tile/0/${'9'.repeat(300)}`, '/proof/tile/0/٠٠٠'],
  ])('is told nothing by %s', async (address) => {
    const { status, text } = await raw(encodeURI(address).replaceAll('%25', '%'));
    expect([400, 404, 414]).toContain(status);
    expect(text).toMatch(/^\{"code":"[A-Z_]+","message":"[^"]+","correlationId":"[^"]*"\}$/);
    expect(text).not.toMatch(/node_modules|\bat .*:\d+|select|fastify|passwd/i);
  });
});

test('an operator is told that the file for witnesses is not what was published', async () => {
  const file = checkpointFileOf(api.installation.configuration);
  const health = async () => JSON.parse(await textAt('/health')) as { status: string; proof: { checkpoint: object } };
  expect(await health()).toMatchObject({ proof: { checkpoint: { size: expect.any(Number) } } });
  appendFileSync(file, 'something else\n');
  expect(await sign()).toEqual({ outcome: 'REFUSED', trouble: 'FILE_DIFFERS' });
  expect(await health()).toMatchObject({ status: 'DEGRADED', proof: { checkpoint: { status: 'FILE_DIFFERS' } } });
  expect(await textAt('/metrics')).toMatch(/^baikoo_checkpoint_trouble 1$/m);
  rmSync(file);
  await sign();
  expect((await health()).proof.checkpoint).not.toHaveProperty('status');
});

describe('a new key', () => {
  const act = { titles: { ru: 'Решение Совета (пример)' }, number: '7' };
  const decide = async (person: string, mutation: 'adoptSigningKey' | 'rotateSigningKey', input: object) => {
    const { data } = await api.ask(
      person,
      `mutation ($input: ${mutation === 'adoptSigningKey' ? 'AdoptSigningKeyInput' : 'RotateSigningKeyInput'}!) {
        it: ${mutation}(input: $input) { ... on Receipt { position } ... on Refusal { code path } } }`,
      { input: { commandId: `key-${person}-${Math.random()}`, why: 'As planned', act, ...input } },
    );
    return (data as { it: { position?: string; code?: string; path?: string } }).it;
  };

  test('takes over by an act of the Council and a checkpoint that both keys sign, and strangers can follow', async () => {
    const { home } = api.installation.configuration;
    const first = verifierText(readSigners(api.installation.configuration).signer);
    const second = generateSigner('baikoo-demo/record');
    const vkey = verifierText(second);
    const formerKeyFile = path.join(home, 'proof/signing-key.pem');
    const keyFile = path.join(home, 'second.pem');
    writeKeyFile(keyFile, second);

    const { data: before } = await api.ask('demo-expert', '{ signingKeys { vkey since act { number } became } }');
    expect(before).toEqual({ signingKeys: [{ vkey: first, since: null, act: null, became: null }] });
    expect(await decide('demo-auditor', 'adoptSigningKey', { vkey: first })).toMatchObject({ code: 'NOT_PERMITTED' });
    const weak = 'baikoo-demo/record+da6492b5+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(await decide('demo-secretariat', 'adoptSigningKey', { vkey: weak })).toEqual({
      code: 'WEAK_SIGNING_KEY',
      path: 'vkey',
    });
    expect(await decide('demo-secretariat', 'adoptSigningKey', { vkey })).toEqual({
      ...{ code: 'OTHER_SIGNING_KEY', path: 'vkey' },
    });
    expect(await decide('demo-secretariat', 'adoptSigningKey', { vkey: first })).toHaveProperty('position');
    expect(await sign({ keyFile, formerKeyFile })).toEqual({ outcome: 'REFUSED', trouble: 'KEY_NOT_RECORDED' });
    const rotation = { vkey, formerKey: 'HANDS_OVER' };
    expect(await decide('demo-secretariat', 'rotateSigningKey', rotation)).toHaveProperty('position');
    expect(await sign({ keyFile })).toEqual({ outcome: 'REFUSED', trouble: 'FORMER_KEY_MISSING' });
    expect(await sign({ keyFile, formerKeyFile })).toMatchObject({ outcome: 'SIGNED', newest: { key: vkey } });

    const history = async () => {
      const asked = 'vkey name keyId publicKey since position act { number titles { ru en } } became';
      const { data } = await api.ask('demo-operator', `{ signingKeys { ${asked} } }`);
      return (data as { signingKeys: object[] }).signingKeys;
    };
    const [, id = '', encoded = ''] = /\+([0-9a-f]+)\+(.+)$/.exec(vkey) ?? [];
    expect(await history()).toEqual([
      expect.objectContaining({ vkey: first, became: 'HANDS_OVER', position: expect.stringMatching(/^\d+$/) }),
      {
        ...{ vkey, name: 'baikoo-demo/record', keyId: id, became: null },
        publicKey: Buffer.from(encoded, 'base64').subarray(1).toString('base64'),
        ...{ since: expect.stringMatching(/^2/), position: expect.stringMatching(/^\d+$/) },
        act: { number: '7', titles: { ru: 'Решение Совета (пример)', en: null } },
      },
    ]);

    const keys = (await textAt('/proof/key')).trim().split('\n');
    const notes = notesOf(await textAt('/proof/checkpoints'));
    expect(keys).toEqual([first, vkey]);
    const believed = believedKeys([first], keys, notes);
    for (const note of notes) openCheckpoint(note, believed);
    const { data } = await api.ask(
      'demo-auditor',
      '{ trail(about: { kind: SIGNING_KEYS, id: "record" }) { nodes { outcome sentence } } }',
    );
    const { nodes } = (data as { trail: { nodes: { outcome: string; sentence: string }[] } }).trail;
    expect(nodes.filter(({ outcome }) => outcome === 'ACCEPTED').map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining(`${vkey} takes the place of the key ${first} (the former key hands over)`),
      expect.stringContaining(`signed by the key ${first}`),
    ]);
  });
});
