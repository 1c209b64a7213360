import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const root = path.join(import.meta.dirname, '..');
const NOW = 'export const now = () => new Date().toISOString();';

/** What each rule that we asked for by name must catch: the trespass in words, its file, its text, the rule. */
const TRESPASSES: readonly (readonly [trespass: string, file: string, text: string, rule: string])[] = [
  ['the time of day in the domain', 'libs/plans/src/domain/clock.ts', NOW, 'eslint(no-restricted-globals)'],
  ['the time of day in a read model', 'libs/plans/src/read/clock.ts', NOW, 'eslint(no-restricted-globals)'],
  ['the time of day in the kernel', 'libs/kernel/src/clock.ts', NOW, 'eslint(no-restricted-globals)'],
  ['the time of day in a compiled report', 'libs/reports/src/compile/clock.ts', NOW, 'eslint(no-restricted-globals)'],
  [
    'the time of day by its long name',
    'libs/plans/src/domain/long.ts',
    'export const now = () => globalThis.Date.now();',
    'eslint(no-restricted-globals)',
  ],
  [
    'chance in the domain',
    'libs/plans/src/domain/chance.ts',
    'export const dice = () => Math.random();',
    'eslint(no-restricted-properties)',
  ],
  ['any', 'libs/plans/src/edge/any.ts', 'export const it = (x: any) => x;', 'typescript(no-explicit-any)'],
  [
    'a test that silences the others',
    'libs/plans/src/only.spec.ts',
    "import { expect, test } from '@jest/globals';\ntest.only('is true', () => expect(true).toBe(true));",
    'jest(no-focused-tests)',
  ],
  [
    'a test that is skipped',
    'libs/plans/src/skip.spec.ts',
    "import { expect, test } from '@jest/globals';\ntest.skip('is true', () => expect(true).toBe(true));",
    'jest(no-disabled-tests)',
  ],
  [
    'a test that expects nothing',
    'libs/plans/src/empty.spec.ts',
    "import { test } from '@jest/globals';\ntest('is quiet', () => {});",
    'jest(expect-expect)',
  ],
];

/** Where a clock, or a spec's own date, is in its place. */
const ALLOWED = ['libs/plans/src/edge/clock.ts', 'libs/plans/src/domain/plan.spec.ts', 'libs/kernel/src/testing.ts'];

describe('the lint rules', () => {
  let scratch: string;
  let found: { code: string; filename: string }[];

  beforeAll(() => {
    scratch = mkdtempSync(path.join(tmpdir(), 'baikoo-lint-'));
    copyFileSync(path.join(root, '.oxlintrc.json'), path.join(scratch, '.oxlintrc.json'));
    for (const [file, text] of [
      ...TRESPASSES.map(([, file, text]) => [file, text] as const),
      ...ALLOWED.map((file) => [file, NOW] as const),
    ]) {
      mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
      writeFileSync(path.join(scratch, file), `${text}\n`);
    }
    const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json'], { cwd: scratch, encoding: 'utf8' });
    found = JSON.parse(stdout).diagnostics;
  });

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test.each(TRESPASSES)('catch %s', (_trespass, file, _text, rule) => {
    expect(found.filter(({ filename }) => filename === file).map(({ code }) => code)).toEqual([rule]);
  });

  test('let clocks stand at the edge and dates in specs', () => {
    expect(found.filter(({ filename }) => ALLOWED.includes(filename))).toEqual([]);
  });
});
