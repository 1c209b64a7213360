/**
 * Which room may know which. Every rule says why; test/boundaries.spec.ts breaks each of them on purpose.
 *
 *     npm run boundaries
 */

/** What runs only in tests: specs, the contracts that adapters must pass, stand-ins, and each library's testing tools. */
const TESTS = ['[.](spec|contract)[.]tsx?$', '/testing[.]ts$', '/protocol-stand-in/'];

const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|').replaceAll('.', '[.]')})(/|$)`;

/** Commands that answer at once, and what leads to them. */
const QUICK_COMMANDS =
  '^apps/cli/src/(main|program|commands|conclude|offline|tell|tell-failure|commands/(token|key|verify-bundle|verify-proof))[.]ts$';

/** The libraries that know no slice, each with those it may stand on. Whatever is not named here is a slice. */
const FOUNDATIONS = {
  kernel: [[], 'The words that every rule speaks stay free of whatever any one of them is about.'],
  languages: [['kernel'], 'Sentences name the codes of refusals and events, and need nothing of what makes them.'],
  database: [[], 'SQL and its connections serve every lib, so they know the needs of none.'],
  'embedded-postgres': [[], 'A server that starts itself must start before anything of ours is there.'],
  'event-store': [['kernel', 'database'], 'The log keeps facts of every kind, so it knows no kind of them.'],
  projections: [
    ['kernel', 'database', 'event-store'],
    'One runner follows the log for every read model and knows none.',
  ],
  edge: [
    ['kernel', 'languages', 'database', 'event-store', 'projections'],
    'What all resolvers share speaks of commands, pages and refusals, never of a measure or a plan.',
  ],
};

const foundationRules = Object.entries(FOUNDATIONS).map(([lib, [below, why]]) => ({
  name: `${lib}-knows-${below.length === 0 ? 'no-other-lib' : `only-${below.join('-')}`}`,
  comment: why,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: TESTS },
  to: { path: '^libs/', pathNot: `^libs/(${[lib, ...below].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // Inside a slice
    {
      name: 'domain-knows-only-itself-and-the-kernel',
      comment: 'Rules of the domain change when the law does, never when a library, a table or another slice does.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/', pathNot: [...TESTS, '^libs/proof/'] },
      to: { pathNot: ['^libs/kernel/src/index[.]ts$', '^libs/$1/src/domain/'] },
    },
    {
      name: 'proofs-need-only-hashes-and-signatures',
      comment: 'Whoever checks a proof offline must be able to read all that it rests on: it fits in one folder.',
      severity: 'error',
      from: { path: '^libs/proof/src/domain/', pathNot: TESTS },
      to: { pathNot: ['^libs/kernel/src/index[.]ts$', '^libs/proof/src/domain/', '^(node:)?crypto$'] },
    },
    {
      name: 'domain-specs-need-only-the-domain',
      comment: 'A rule that takes a database or a container to test is no longer a rule alone.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/.*[.]spec[.]ts$' },
      to: {
        pathNot: [
          '^libs/kernel/src/index[.]ts$',
          '^libs/$1/src/domain/',
          '^libs/[^/]+/src/testing[.]ts$',
          '^(node:)?crypto$',
          packages('fast-check', '@jest/globals', 'canonicalize', '@noble/curves'),
        ],
      },
    },
    {
      name: 'read-models-know-facts-not-rules',
      comment:
        'A projection hangs on what happened and on formulas, so a rule of decision can change without a rebuild.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/read/', pathNot: TESTS },
      to: { path: '^libs/[^/]+/src/domain/', pathNot: '[.](events|formula)[.]ts$' },
    },
    {
      name: 'read-models-stand-on-sql-and-projections',
      comment:
        'A fold and its queries must answer alike whoever asks, so they know no edge, no process and no package.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/read/', pathNot: TESTS },
      to: {
        pathNot: [
          '^libs/$1/src/read/',
          '^libs/[^/]+/src/domain/', // read-models-know-facts-not-rules and libs-meet-at-the-front-door judge these
          '^libs/(?!$1/|languages/|embedded-postgres/|event-store/|edge/|installation/)[^/]+/src/',
        ],
      },
    },

    // Between libraries and apps
    {
      name: 'libs-meet-at-the-front-door',
      comment: 'Another lib is imported through its index, light.ts or testing tools, so that its inside can move.',
      severity: 'error',
      from: { path: '^((?:apps|libs)/[^/]+)/' },
      to: { path: '^libs/', pathNot: ['^$1/', '^libs/[^/]+/src/(index|light|testing)[.]ts$'] },
    },
    {
      name: 'libs-do-not-know-apps',
      comment: 'An app says where and how things run; what runs must not care.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-do-not-know-each-other',
      comment: 'Each app is deployed by itself; what two of them need is a lib.',
      severity: 'error',
      from: { path: '^apps/(?!cli/)([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'the-cli-knows-no-app-but-the-api',
      comment: 'On one machine the command line serves the API in its own process, and nothing more.',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: '^apps/', pathNot: '^apps/(cli|api)/' },
    },
    {
      name: 'libs-do-not-know-the-installation',
      comment: 'Only what composes knows all the parts; a part that knew the whole could not be tested without it.',
      severity: 'error',
      from: { path: '^libs/(?!installation/)' },
      to: { path: '^libs/installation/' },
    },
    {
      name: 'slices-do-not-depend-in-circles',
      comment: 'Two slices that need each other are one slice, or lack a third.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^libs/[^/]+/src$' },
      to: { path: '^libs/[^/]+/src$', circular: true },
    },
    {
      name: 'no-circles',
      comment: 'Files in a circle can only be read, loaded and moved all at once.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...foundationRules,

    // What answers at once
    {
      name: 'what-is-light-loads-little',
      comment:
        'A light.ts is the door for programs that answer at once: behind it stand neither the API nor the database.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/light[.]ts$' },
      to: { path: packages('@nestjs/[^/]+', 'graphql', 'pg'), reachable: true },
    },
    {
      name: 'quick-commands-come-by-the-light-door',
      comment:
        'Lists of commands, tokens, keys and checks offline need no installation, so they do not wait for its loading.',
      severity: 'error',
      from: { path: QUICK_COMMANDS },
      to: {
        path: '^(apps|libs)/',
        pathNot: [QUICK_COMMANDS, '^libs/(kernel|languages)/src/index[.]ts$', '^libs/[^/]+/src/light[.]ts$'],
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },

    // Where packages may stand
    {
      name: 'kernel-needs-only-decimals-and-dates',
      comment: 'Everything stands on the kernel, so what it needs everything needs: exact numbers and calendar days.',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: TESTS },
      to: { pathNot: ['^(libs|apps)/', packages('big.js', 'temporal-polyfill')] },
    },
    {
      name: 'decimals-and-dates-come-from-the-kernel',
      comment: 'There is one meaning of a decimal and of a date, and it is ours.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/kernel/' },
      to: { path: packages('big.js', 'temporal-polyfill') },
    },
    {
      name: 'nest-stays-at-the-edge',
      comment: 'Everything inward of a resolver runs and is tested without a container.',
      severity: 'error',
      from: {
        path: '^libs/',
        pathNot: ['^libs/[^/]+/src/edge/', '^libs/[^/]+/src/[^/]+[.]module[.]ts$', '^libs/(edge|installation)/'],
      },
      to: { path: packages('@nestjs/[^/]+') },
    },
    {
      name: 'the-postgres-driver-stays-in-its-adapters',
      comment: 'All others speak to the port Database, so the driver can be replaced in one folder.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/database/src/postgres/', '^libs/embedded-postgres/src/'] },
      to: { path: packages('pg', 'pg-[^/]+', 'node-pg-migrate') },
    },
    {
      name: 'the-eventstoredb-client-stays-in-its-adapter',
      comment: 'The vendor has renamed its package once; the next time may cost us one folder.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/event-store/src/eventstoredb/' },
      to: { path: packages('@kurrent/[^/]+', '@eventstore/[^/]+') },
    },
    {
      name: 'charts-are-drawn-in-reports',
      comment: 'The heaviest package of all is loaded by the one folder that draws.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/reports/src/render/' },
      to: { path: packages('echarts', 'zrender') },
    },
    {
      name: 'workbooks-are-opened-in-one-folder',
      comment: 'Files from outside are inspected before they are read, and the young reader can be replaced there.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/exchange/src/workbook/' },
      to: { path: packages('hucre', 'yauzl') },
    },
    {
      name: 'pages-are-rendered-in-two-places',
      comment: 'Only a report and the GraphiQL page are HTML; everything else answers with data.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/reports/src/render/', '^apps/api/src/graphiql/'] },
      to: { path: packages('preact', 'preact-render-to-string') },
    },

    // What is shipped
    {
      name: 'production-does-not-know-its-tests',
      comment: 'Specs, contracts and testing tools are not shipped.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'production-needs-no-dev-dependencies',
      comment: 'They are not installed where it runs.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'every-package-is-declared',
      comment: 'A package that only another package brought along leaves with it.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'every-import-leads-somewhere',
      comment: 'What cannot be found cannot be judged by any rule above.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { couldNotResolve: true },
    },
  ],

  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true, // a type that crosses a boundary has crossed it
    tsConfig: { fileName: 'tsconfig.json' },
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
