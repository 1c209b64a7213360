import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IForbiddenRuleType } from 'dependency-cruiser';
import { HOUSE } from './support/boundaries/house.js';
import { build, config, judge } from './support/boundaries/judge.js';
import { PLANTS } from './support/boundaries/plants.js';

const root = path.join(import.meta.dirname, '..');
const rules = (config.forbidden as IForbiddenRuleType[]).map(({ name }) => name);

const said = ({ rule, from, to }: { rule: string; from: string; to: string }) => `${rule}: ${from} → ${to}`;

describe('the boundaries', () => {
  let scratch: string;
  let planted: Awaited<ReturnType<typeof judge>>['violations'];

  beforeAll(async () => {
    scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'baikoo-boundaries-')));
    const plants = PLANTS.map(([, , files]) => files);
    build(path.join(scratch, 'clean'), HOUSE);
    build(path.join(scratch, 'planted'), Object.assign({}, HOUSE, ...plants));
    ({ violations: planted } = await judge(path.join(scratch, 'planted')));
  });

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test('are kept by the real tree', async () => {
    const { violations, files } = await judge(root);
    expect(violations.map(said)).toEqual([]);
    expect(files).toBeGreaterThan(200);
  });

  test('allow every arrow that the architecture draws', async () => {
    const { violations, files } = await judge(path.join(scratch, 'clean'));
    expect(violations.map(said)).toEqual([]);
    expect(files).toBeGreaterThan(Object.keys(HOUSE).length);
  });

  test('are each proven by a trespass', () => {
    expect([...new Set(PLANTS.map(([rule]) => rule))].toSorted()).toEqual(rules.toSorted());
  });

  test.each(PLANTS)('%s catches %s, and no other rule complains', (rule, _trespass, files) => {
    const mine = planted.filter(({ from }) =>
      Object.keys(files).some((file) => file === from || file.startsWith(`${from}/`)),
    );
    expect([...new Set(mine.map((violation) => violation.rule))]).toEqual([rule]);
  });

  test('are broken by the planted files and by nothing else', () => {
    const files = new Set(PLANTS.flatMap(([, , tree]) => Object.keys(tree)));
    expect(planted.filter(({ from }) => !files.has(from) && !/^libs\/(hen|egg)\/src$/.test(from)).map(said)).toEqual(
      [],
    );
  });
});
