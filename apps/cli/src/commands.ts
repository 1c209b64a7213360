import type { Command } from 'commander';

/** A command as the list of them shows it. */
export type Listed = {
  /** Its options and arguments in short. */
  readonly takes: string;
  readonly description: string;
  /** The command itself, with whatever it needs: the whole program takes seconds to load. */
  load(): Promise<Command>;
};

/** All commands, in the order of the list. Each is loaded only when somebody asks for it. */
export const COMMANDS: Readonly<Record<string, Listed>> = {
  start: {
    takes: '',
    description: 'start everything on this machine: database, read models, API',
    load: async () => (await import('./commands/start.js')).startCommand,
  },
  migrate: {
    takes: '',
    description: 'bring the database to the newest schema and prepare the read models',
    load: async () => (await import('./commands/migrate.js')).migrateCommand,
  },
  import: {
    takes: '',
    description: 'take over tables that people made',
    load: async () => (await import('./commands/exchange.js')).importCommand,
  },
  export: {
    takes: '',
    description: 'write tables for people',
    load: async () => (await import('./commands/exchange.js')).exportCommand,
  },
  seed: {
    takes: '',
    description: 'load the real data: territories, indicators with their figures, the Concept and its risks',
    load: async () => (await import('./commands/seed.js')).seedCommand,
  },
  appoint: {
    takes: '<person>',
    description:
      "grant the first secretariat mandate; only while nobody holds one. Everybody else's comes from its holder",
    load: async () => (await import('./commands/appoint.js')).appointCommand,
  },
  generate: {
    takes: '[options]',
    description: 'fill an empty installation with a large invented history, for trials and measurements',
    load: async () => (await import('./commands/generate.js')).generateCommand,
  },
  report: {
    takes: '[options]',
    description: 'compile the monitoring report of a cycle as one HTML file',
    load: async () => (await import('./commands/report.js')).reportCommand,
  },
  token: {
    takes: '[options] <person>',
    description: "print a sign-in token of the demo's own issuer",
    load: async () => (await import('./commands/token.js')).tokenCommand,
  },
  person: {
    takes: '',
    description: 'what is held about a person: give it out, or erase it',
    load: async () => (await import('./commands/person.js')).personCommand,
  },
  trace: {
    takes: '<correlationId>',
    description: 'print everything that one request set in motion: facts, refusals, how far the read models are',
    load: async () => (await import('./commands/trace.js')).traceCommand,
  },
  trail: {
    takes: '[options] [kind] [id]',
    description: 'who did, tried and read what: of one thing, of a plan or territory, of a person, or all of it',
    load: async () => (await import('./commands/trail.js')).trailCommand,
  },
  projections: {
    takes: '',
    description: 'how each read model stands, and what operators decided about stopped ones',
    load: async () => (await import('./commands/projections.js')).projectionsCommand,
  },
  rebuild: {
    takes: '[names...]',
    description: 'build read models anew from the record, beside the live ones, and put them in their place',
    load: async () => (await import('./commands/projections.js')).rebuildCommand,
  },
  verify: {
    takes: '[options] [names...]',
    description:
      'fold the record once more and compare the read models with it, every former version included; exit 0: unchanged, 1: changed, 2: could not be checked, 3: a checkpoint is signed by no key that you named',
    load: async () => (await import('./commands/projections.js')).verifyCommand,
  },
  checkpoint: {
    takes: '[options]',
    description: 'sign a checkpoint of the record now, publish it and print it (docs/proof.md)',
    load: async () => (await import('./commands/checkpoint.js')).checkpointCommand,
  },
  key: {
    takes: '',
    description: 'keys that sign checkpoints of the record (docs/proof.md)',
    load: async () => (await import('./commands/key.js')).keyCommand,
  },
  prove: {
    takes: '[options] <position>',
    description: 'print as JSON the proof that an event stands in the record, by its hash (docs/proof.md, Proofs)',
    load: async () => (await import('./commands/prove.js')).proveCommand,
  },
  consistency: {
    takes: '<from> [to]',
    description: 'print as JSON the proof that the record of a later checkpoint continues that of an earlier one',
    load: async () => (await import('./commands/prove.js')).consistencyCommand,
  },
  bundle: {
    takes: '[options]',
    description: 'write an audit bundle that anybody can check offline (docs/audit-bundle.md)',
    load: async () => (await import('./commands/bundle.js')).bundleCommand,
  },
  'verify-bundle': {
    takes: '[options] <file>',
    description:
      'check an audit bundle offline; exit 0: good, 1: not good, 2: could not be checked, 3: nothing is wrong with it, but it is of no key that you named',
    load: async () => (await import('./commands/verify-bundle.js')).verifyBundleCommand,
  },
  'verify-proof': {
    takes: '[options] <file>',
    description:
      'check offline what `prove`, `consistency` or the same questions over GraphQL gave; exit 0: good, 1: not good, 2: could not be checked, 3: its hashes are right, but signed by no key that you named',
    load: async () => (await import('./commands/verify-proof.js')).verifyProofCommand,
  },
  schema: {
    takes: '',
    description: 'write the GraphQL schema to docs/schema.graphql',
    load: async () => (await import('./commands/schema.js')).schemaCommand,
  },
};
