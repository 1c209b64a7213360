import type { Tree } from './house.js';

const foundation = (lib: string, rule: string): [string, string, Tree] => [
  rule,
  `a slice in the foundation ${lib}`,
  { [`libs/${lib}/src/planted.ts`]: ['@baikoo/island'] },
];

/** What each rule must catch: the rule, the trespass in words, and the file or files that commit it. */
export const PLANTS: readonly (readonly [rule: string, trespass: string, files: Tree])[] = [
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
