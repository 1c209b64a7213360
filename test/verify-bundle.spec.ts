import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

type Vector = {
  readonly file: string;
  readonly key?: string;
  readonly valid: boolean;
  readonly failure?: string;
  readonly exit: number;
};

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const folder = at('docs/audit-bundle/vectors/');
const vectors = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as readonly Vector[];

/** Tries the second verifier, in a process that knows nothing of ours, on every vector. */
const ALL_BY_THE_SECOND = `
  import { readFileSync } from 'node:fs';
  import { check, exitOf } from ${JSON.stringify(new URL('../docs/audit-bundle/verify.mjs', import.meta.url).href)};
  const read = (file, as) => readFileSync(${JSON.stringify(folder)} + file, as);
  console.log(JSON.stringify(JSON.parse(read('expected.json')).map(({ file, key, checkpoint, earlierBundle }) => {
    const given = { checkpoint: checkpoint && read(checkpoint, 'utf8'), earlierBundle: earlierBundle && read(earlierBundle) };
    try {
      check(read(file), { key, ...given });
      return [file, 'GOOD', exitOf(undefined, key)];
    } catch (error) {
      const [code] = error.message.split(' ');
      return [file, code, exitOf(code)];
    }
  })));`;

/** The built command, in an installation that cannot start. */
const verifyBundle = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [at('dist/apps/cli/src/main.js'), 'verify-bundle', ...args],
    { env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', BAIKOO_MODE: 'nonsense' }, encoding: 'utf8' },
  );
  return { status, said: stdout + stderr };
};

describe('an audit bundle', () => {
  test('is judged alike by the verifier that was written from the document alone', () => {
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', ALL_BY_THE_SECOND], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual(
      vectors.map(({ file, valid, failure, exit }) => [file, valid ? 'GOOD' : failure, exit]),
    );
  });

  test('is checked by the built command where neither database nor settings are right', () => {
    const { status, said } = verifyBundle(`${folder}range.txt`, '--key', vectors.find(({ key }) => key)!.key!);
    expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining('THE BUNDLE IS GOOD.') });
  });

  test('that no named key proves is told by exit code 3, by both verifiers', () => {
    expect(verifyBundle(`${folder}range.txt`)).toEqual({
      status: 3,
      said: expect.stringMatching(/^THE BUNDLE AGREES WITH ITSELF, BUT IS NOT PROVEN BY A KEY THAT YOU NAMED\./),
    });
    const second = spawnSync(process.execPath, [at('docs/audit-bundle/verify.mjs'), `${folder}range.txt`]);
    expect(second.status).toBe(3);
  });

  test('of another key than was named is told by exit code 3 too, and one that cannot be read by 2, in three languages', () => {
    const stranger = vectors.find(({ file }) => file === 'untrusted-key.txt')!.key!;
    expect(verifyBundle(`${folder}range.txt`, '--key', stranger)).toEqual({
      status: 3,
      said: expect.stringMatching(/^3 {2}Ишенүүгө болбойт.*^3 {2}Не заслуживает доверия.*^3 {2}Not believed/ms),
    });
    for (const args of [[`${folder}empty.txt`], [`${folder}none.txt`], [`${folder}range.txt`, '--kee', 'x']])
      expect(verifyBundle(...args).status).toBe(2);
    const second = spawnSync(process.execPath, [
      at('docs/audit-bundle/verify.mjs'),
      `${folder}range.txt`,
      '--key',
      stranger,
    ]);
    expect(second.status).toBe(3);
  });

  test('of a history that was cut is told by exit code 1 to whoever kept an earlier bundle, by both verifiers', () => {
    const args = [`${folder}history-cut.txt`, '--earlier-bundle', `${folder}earlier-history.txt`];
    expect(verifyBundle(...args)).toEqual({ status: 1, said: expect.stringMatching(/^HISTORY_CUT in line \d+: /m) });
    const second = spawnSync(process.execPath, [at('docs/audit-bundle/verify.mjs'), ...args], { encoding: 'utf8' });
    expect([second.status, second.stdout]).toEqual([1, expect.stringMatching(/^HISTORY_CUT in line \d+\n$/)]);
  });

  test('that is not good is told by exit code 1 and by its lines', () => {
    expect(verifyBundle(`${folder}data-changed.txt`)).toEqual({
      status: 1,
      said: expect.stringMatching(/^NOT_IN_THE_TREE in line \d+: event 6 /m),
    });
  });
});
