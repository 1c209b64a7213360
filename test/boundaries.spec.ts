import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IConfiguration } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = path.join(import.meta.dirname, '..');
const config: IConfiguration = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const rules = (config.forbidden as IForbiddenRuleType[]).map(({ name }) => name);

/** Files by their path, each with what it imports. */
type Tree = Readonly<Record<string, readonly string[]>>;

/** The house in small: every arrow that the rules allow, one of each kind. */
const HOUSE: Tree = {
  'libs/kernel/src/index.ts': ['./decimal.js'],
  'libs/kernel/src/decimal.ts': ['big.js', 'temporal-polyfill'],
  'libs/kernel/src/testing.ts': ['@jest/globals', './index.js'],
  'libs/kernel/src/kernel.spec.ts': ['./index.js', './testing.js'],
  'libs/languages/src/index.ts': ['@baikoo/kernel'],
  'libs/database/src/index.ts': ['./postgres/pg-database.js'],
  'libs/database/src/light.ts': [],
  'libs/database/src/postgres/pg-database.ts': ['pg'],
  'libs/embedded-postgres/src/index.ts': ['pg', 'node:fs'],
  'libs/event-store/src/index.ts': ['@baikoo/kernel', '@baikoo/database', './eventstoredb/adapter.js'],
  'libs/event-store/src/eventstoredb/adapter.ts': ['@kurrent/kurrentdb-client'],
  'libs/event-store/src/event-store.contract.ts': ['@jest/globals', 'fast-check', './index.js'],
  'libs/event-store/src/testing.ts': ['./event-store.contract.js'],
  'libs/projections/src/index.ts': ['@baikoo/kernel', '@baikoo/database', '@baikoo/event-store'],
  'libs/edge/src/index.ts': ['@nestjs/common', '@baikoo/kernel', '@baikoo/languages', '@baikoo/projections'],
  'libs/plans/src/index.ts': ['./plans.module.js', './read/plans.js', './domain/plan.events.js'],
  'libs/plans/src/plans.module.ts': ['@nestjs/common', './edge/plan.resolver.js'],
  'libs/plans/src/domain/plan.events.ts': ['@baikoo/kernel'],
  'libs/plans/src/domain/plan.formula.ts': ['@baikoo/kernel'],
  'libs/plans/src/domain/plan.ts': ['@baikoo/kernel', './plan.events.js'],
  'libs/plans/src/domain/plan.spec.ts': ['./plan.js', '@baikoo/kernel/testing', '@jest/globals', 'fast-check'],
  'libs/plans/src/read/plans.ts': ['@baikoo/database', '@baikoo/projections', '../domain/plan.events.js'],
  'libs/plans/src/read/plans.spec.ts': ['./plans.js', '../domain/plan.js', '@baikoo/event-store/testing'],
  'libs/plans/src/edge/plan.resolver.ts': ['@nestjs/common', '@baikoo/edge', '../domain/plan.js', '../read/plans.js'],
  'libs/measures/src/index.ts': ['./read/measures.js'],
  'libs/proof/src/domain/merkle.ts': ['node:crypto'],
  'libs/measures/src/read/measures.ts': ['@baikoo/kernel', '@baikoo/plans', '../domain/light.formula.js'],
  'libs/measures/src/domain/light.formula.ts': [],
  'libs/reports/src/index.ts': ['@baikoo/measures', './render/page.js'],
  'libs/reports/src/render/page.tsx': ['preact', 'echarts/core'],
  'libs/exchange/src/workbook/read-xlsx.ts': ['hucre', 'yauzl'],
  'libs/installation/src/index.ts': ['@nestjs/common', '@baikoo/plans', '@baikoo/reports', '@baikoo/embedded-postgres'],
  'apps/api/src/serve.ts': ['@nestjs/common', '@baikoo/installation', './graphiql/page.js'],
  'apps/api/src/graphiql/page.tsx': ['preact'],
  'apps/projector/src/main.ts': ['@baikoo/installation'],
  'apps/cli/src/main.ts': ["import type { Database } from '@baikoo/database';", '@baikoo/database/light'],
  'apps/cli/src/commands/start.ts': ['../../../api/src/serve.js', '@baikoo/database'],
  // The island needs nobody and nobody needs the lighthouse, so a planted arrow to the one or from the other closes no circle.
  'libs/lighthouse/src/index.ts': [],
  'libs/island/src/index.ts': ['./inside.js'],
  'libs/island/src/inside.ts': [],
  'libs/island/src/domain/sand.events.ts': [],
};

const PACKAGES = {
  dependencies: [
    '@kurrent/kurrentdb-client',
    '@nestjs/common',
    'big.js',
    'echarts',
    'hucre',
    'yauzl',
    'pg',
    'preact',
    'temporal-polyfill',
  ],
  devDependencies: ['@jest/globals', 'fast-check'],
  undeclared: ['brought-along'],
};

const foundation = (lib: string, rule: string): [string, string, Tree] => [
  rule,
  `a slice in the foundation ${lib}`,
  { [`libs/${lib}/src/planted.ts`]: ['@baikoo/island'] },
];

/** What each rule must catch: the rule, the trespass in words, and the file or files that commit it. */
const PLANTS: readonly (readonly [rule: string, trespass: string, files: Tree])[] = [
  [
    'domain-knows-only-itself-and-the-kernel',
    'chance in the domain',
    { 'libs/plans/src/domain/chance.ts': ['node:crypto'] },
  ],
  [
    'domain-knows-only-itself-and-the-kernel',
    'the domain asking its own read model',
    { 'libs/plans/src/domain/asks.ts': ['../read/plans.js'] },
  ],
  [
    'domain-knows-only-itself-and-the-kernel',
    'the domain of one slice in that of another, even through the front door',
    { 'libs/plans/src/domain/neighbour.ts': ['@baikoo/island'] },
  ],
  [
    'proofs-need-only-hashes-and-signatures',
    'a file read behind a proof',
    { 'libs/proof/src/domain/reads.ts': ['node:fs'] },
  ],
  [
    'domain-specs-need-only-the-domain',
    'a spec of the domain that reads a database',
    { 'libs/plans/src/domain/slow.spec.ts': ['./plan.js', '@baikoo/database'] },
  ],
  [
    'read-models-know-facts-not-rules',
    'a decider behind a read model',
    { 'libs/plans/src/read/decides.ts': ['../domain/plan.js'] },
  ],
  [
    'read-models-know-facts-not-rules',
    'the mere type of a decider in a read model',
    { 'libs/plans/src/read/type.ts': ["import type { Plan } from '../domain/plan.js';"] },
  ],
  [
    'read-models-stand-on-sql-and-projections',
    'a resolver behind a read model',
    { 'libs/plans/src/read/edge.ts': ['../edge/plan.resolver.js'] },
  ],
  [
    'read-models-stand-on-sql-and-projections',
    'a sentence in a read model',
    { 'libs/plans/src/read/speaks.ts': ['@baikoo/languages'] },
  ],
  [
    'libs-meet-at-the-front-door',
    'a lib entered by the window',
    { 'libs/plans/src/edge/window.ts': ['../../../island/src/inside.js'] },
  ],
  [
    'libs-meet-at-the-front-door',
    'an app that enters a lib by the window',
    { 'apps/api/src/window.ts': ['../../../libs/island/src/inside.js'] },
  ],
  [
    'libs-meet-at-the-front-door',
    "even facts taken past the other lib's index",
    { 'libs/plans/src/read/facts.ts': ['../../../island/src/domain/sand.events.js'] },
  ],
  ['libs-do-not-know-apps', 'an app in a lib', { 'libs/lighthouse/src/upward.ts': ['../../../apps/api/src/serve.js'] }],
  ['apps-do-not-know-each-other', 'an app in another', { 'apps/projector/src/api.ts': ['../../api/src/serve.js'] }],
  [
    'the-cli-knows-no-app-but-the-api',
    'the projector in the cli',
    { 'apps/cli/src/p.ts': ['../../projector/src/main.js'] },
  ],
  [
    'what-is-light-loads-little',
    'the driver behind the light door, a file further on',
    { 'libs/lighthouse/src/light.ts': ['./lamp.js'], 'libs/lighthouse/src/lamp.ts': ['@baikoo/database'] },
  ],
  [
    'quick-commands-come-by-the-light-door',
    'a token that waits for the database to be loaded',
    { 'apps/cli/src/commands/token.ts': ['@baikoo/database'] },
  ],
  [
    'libs-do-not-know-the-installation',
    'a slice that knows the whole',
    { 'libs/lighthouse/src/whole.ts': ['@baikoo/installation'] },
  ],
  [
    'slices-do-not-depend-in-circles',
    'hen and egg, though no file of theirs stands in a circle',
    {
      'libs/hen/src/index.ts': [],
      'libs/hen/src/edge/brood.ts': ['@baikoo/egg'],
      'libs/egg/src/index.ts': [],
      'libs/egg/src/edge/hatch.ts': ['@baikoo/hen'],
    },
  ],
  [
    'no-circles',
    'two files that need each other',
    { 'libs/plans/src/edge/one.ts': ['./other.js'], 'libs/plans/src/edge/other.ts': ['./one.js'] },
  ],
  [
    'no-circles',
    'two files that need only the type of each other',
    {
      'libs/plans/src/edge/this.ts': ["import type { That } from './that.js';"],
      'libs/plans/src/edge/that.ts': ["import type { This } from './this.js';"],
    },
  ],
  foundation('kernel', 'kernel-knows-no-other-lib'),
  foundation('languages', 'languages-knows-only-kernel'),
  foundation('database', 'database-knows-no-other-lib'),
  foundation('embedded-postgres', 'embedded-postgres-knows-no-other-lib'),
  foundation('event-store', 'event-store-knows-only-kernel-database'),
  foundation('projections', 'projections-knows-only-kernel-database-event-store'),
  foundation('edge', 'edge-knows-only-kernel-languages-database-event-store-projections'),
  ['kernel-needs-only-decimals-and-dates', 'a system call in the kernel', { 'libs/kernel/src/disk.ts': ['node:fs'] }],
  [
    'decimals-and-dates-come-from-the-kernel',
    'a second meaning of numbers',
    { 'libs/plans/src/edge/sum.ts': ['big.js'] },
  ],
  ['nest-stays-at-the-edge', 'the container behind the edge', { 'libs/plans/src/service.ts': ['@nestjs/common'] }],
  ['the-postgres-driver-stays-in-its-adapters', 'the driver in a slice', { 'libs/plans/src/edge/sql.ts': ['pg'] }],
  [
    'the-eventstoredb-client-stays-in-its-adapter',
    "the vendor's client beside its folder",
    { 'libs/event-store/src/direct.ts': ['@kurrent/kurrentdb-client'] },
  ],
  [
    'workbooks-are-opened-in-one-folder',
    'a workbook read without being inspected',
    { 'libs/plans/src/edge/workbook.ts': ['hucre'] },
  ],
  ['charts-are-drawn-in-reports', 'a chart drawn elsewhere', { 'apps/api/src/graphiql/chart.ts': ['echarts'] }],
  ['pages-are-rendered-in-two-places', 'a third place that renders', { 'libs/plans/src/edge/page.tsx': ['preact'] }],
  [
    'production-does-not-know-its-tests',
    'testing tools in what is shipped',
    { 'libs/plans/src/edge/fake.ts': ['@baikoo/kernel/testing'] },
  ],
  [
    'production-needs-no-dev-dependencies',
    'a test library in what is shipped',
    { 'libs/plans/src/edge/random.ts': ['fast-check'] },
  ],
  [
    'every-package-is-declared',
    'a package that another brought along',
    { 'libs/plans/src/edge/borrowed.ts': ['brought-along'] },
  ],
  ['every-import-leads-somewhere', 'an import that leads nowhere', { 'libs/plans/src/edge/lost.ts': ['./nowhere.js'] }],
];

const write = (folder: string, file: string, content: string) => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
};

const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));

/** A tree of its own under the temporary folder, with packages of its own. */
const build = (folder: string, tree: Tree) => {
  for (const [file, imports] of Object.entries(tree)) {
    const lines = imports.map((line) => (line.startsWith('import ') ? line : `import '${line}';`));
    write(folder, file, [...lines, 'export {};'].join('\n'));
  }
  const { dependencies, devDependencies, undeclared } = PACKAGES;
  for (const name of [...dependencies, ...devDependencies, ...undeclared]) {
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(folder, `node_modules/${name}/index.js`, '');
    write(folder, `node_modules/${name}/core.js`, '');
  }
  const manifest = { name: 'house', dependencies: named(dependencies), devDependencies: named(devDependencies) };
  write(folder, 'package.json', JSON.stringify(manifest));
  const libs = new Set(Object.keys(tree).flatMap((file) => /^libs\/([^/]+)/.exec(file)?.[1] ?? []));
  const paths = Object.fromEntries(
    [...libs].flatMap((lib) => [
      [`@baikoo/${lib}`, [`./libs/${lib}/src/index.ts`]],
      [`@baikoo/${lib}/light`, [`./libs/${lib}/src/light.ts`]],
      [`@baikoo/${lib}/testing`, [`./libs/${lib}/src/testing.ts`]],
    ]),
  );
  // dependency-cruiser reads paths from the working folder unless a baseUrl says from where.
  const compilerOptions = { module: 'nodenext', moduleResolution: 'nodenext', jsx: 'react-jsx', baseUrl: '.', paths };
  write(folder, 'tsconfig.json', JSON.stringify({ compilerOptions, include: ['apps', 'libs'] }));
};

/** What dependency-cruiser says about a tree under the rule file of this repository. */
const judge = async (baseDir: string) => {
  const fileName = path.join(baseDir, 'tsconfig.json');
  const { output } = await cruise(
    ['apps', 'libs'],
    {
      ...config.options,
      baseDir,
      tsConfig: { fileName },
      validate: true,
      ruleSet: { forbidden: config.forbidden ?? [] },
    },
    {},
    { tsConfig: extractTSConfig(fileName) },
  );
  const { summary, modules } = output as ICruiseResult;
  const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { violations, files: modules.length };
};

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
