import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFile } from '@baikoo/database/light';
import { z } from 'zod';
import { isOwnName, proofOf, type ProofSettings, proofSettings } from './proof-settings.js';
import { servingOf, type ServingSettings, servingSettings } from './serving-settings.js';

/** Plain http is for an issuer on this machine only. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

/** Connection strings of EventStoreDB and KurrentDB: one or more hosts, then options. */
const EVENTSTORE = /^(esdb|kurrentdb)(\+discover)?:\/\/([^@/?]+@)?(?<hosts>[^@/?]+)\/?(\?(?<options>.*))?$/;
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

const schema = z
  .object({
    BAIKOO_MODE: z.enum(['demo', 'production']).default('demo'),
    BAIKOO_HOME: z.string().min(1).optional(),
    DATABASE_URL: z.string().startsWith('postgres').optional(),
    EVENTSTORE_URL: z
      .string()
      .regex(
        EVENTSTORE,
        'must be a connection string: esdb://, esdb+discover://, kurrentdb:// or kurrentdb+discover://',
      )
      .optional(),
    MIGRATION_DATABASE_URL: z.string().startsWith('postgres').optional(),
    DATABASE_WAIT_SECONDS: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a whole number of seconds, 0 to 99999')
      .transform(Number)
      .default(60),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
      .transform(Number)
      .refine((port) => port <= 65_535, 'must be a port, 0 to 65535')
      .default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    OIDC_ISSUER: z
      .url()
      .refine((url) => url.startsWith('https://') || LOOPBACK.test(url), 'must be an https address')
      .optional(),
    OIDC_AUDIENCE: z.string().min(1).default('baikoo'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    ...servingSettings,
    ...proofSettings,
  })
  .superRefine((settings, context) => {
    if (settings.MIGRATION_DATABASE_URL && !settings.DATABASE_URL)
      context.addIssue({
        code: 'custom',
        path: ['MIGRATION_DATABASE_URL'],
        message: 'goes with DATABASE_URL, the URL of the role that the program works as',
      });
    if (settings.TRUSTED_DOCUMENTS_ONLY && !settings.TRUSTED_DOCUMENTS)
      context.addIssue({
        code: 'custom',
        path: ['TRUSTED_DOCUMENTS_ONLY'],
        message: 'goes with TRUSTED_DOCUMENTS, the file of the documents that are served',
      });
    if (settings.PROOF_FORMER_KEY_FILE && !settings.PROOF_KEY_FILE)
      context.addIssue({
        code: 'custom',
        path: ['PROOF_FORMER_KEY_FILE'],
        message: 'goes with PROOF_KEY_FILE, the key that takes over',
      });
    if (settings.BAIKOO_MODE !== 'production') {
      if (settings.OIDC_ISSUER)
        context.addIssue({
          code: 'custom',
          path: ['OIDC_ISSUER'],
          message: 'is for production mode; the demo signs its own tokens',
        });
      return;
    }
    const demand = (name: 'DATABASE_URL' | 'OIDC_ISSUER' | 'PROOF_KEY_FILE', why: string) => {
      if (!settings[name])
        context.addIssue({ code: 'custom', path: [name], message: `production mode needs it: ${why}` });
    };
    demand('DATABASE_URL', 'the embedded database is for one machine and for trying out');
    demand('OIDC_ISSUER', "the demo's own sign-in tokens are no protection");
    demand('PROOF_KEY_FILE', 'nobody can trust a record that nobody signs (docs/proof.md)');
    if (!isOwnName(settings.PROOF_ORIGIN))
      context.addIssue({
        code: 'custom',
        path: ['PROOF_ORIGIN'],
        message:
          "production mode needs it: the record's own name, under which it is signed; it begins with a domain, such as record.example.kg",
      });
    const open = settings.EVENTSTORE_URL && openDoorOf(settings.EVENTSTORE_URL);
    if (open)
      context.addIssue({
        code: 'custom',
        path: ['EVENTSTORE_URL'],
        message: `production mode refuses ${open}, except on this machine: whoever is on the way could read and write`,
      });
  });

/** An option by which nobody on the network is kept out; undefined where there is none. */
function openDoorOf(url: string): string | undefined {
  const { hosts = '', options = '' } = EVENTSTORE.exec(url)?.groups ?? {};
  if (hosts.split(',').every((host) => LOOPBACK_HOST.test(host))) return undefined;
  const chosen = new Map([...new URLSearchParams(options)].map(([key, value]) => [key.toLowerCase(), value]));
  const found = ['tls', 'tlsVerifyCert'].find((option) => chosen.get(option.toLowerCase())?.toLowerCase() === 'false');
  return found && `${found}=false`;
}

export type Configuration = {
  readonly mode: 'demo' | 'production';
  /** Where the program keeps its data: the embedded database, the demo's key. */
  readonly home: string;
  /** The PostgreSQL (14 or newer) to use; undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  /** The EventStoreDB or KurrentDB that keeps the record; undefined means that PostgreSQL does. */
  readonly eventStoreUrl: string | undefined;
  /** The same database by the role that owns its schema, for programs that may migrate it. */
  readonly migrationDatabaseUrl: string | undefined;
  /** How long a start waits for the server of `databaseUrl`, in seconds; 0 is not at all. */
  readonly databaseWaitSeconds: number;
  readonly port: number;
  /** The address that the API listens on. */
  readonly host: string;
  readonly oidc: { readonly issuer: string; readonly audience: string } | undefined;
  /** Limits, rates, and what browsers and proxies are told. */
  readonly serving: ServingSettings;
  /** By which keys checkpoints of the record are signed, how often, and where they go. */
  readonly proof: ProofSettings;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

/** Settings that cannot be used, in words for the operator. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Settings with passwords in them, which may stand in a file named by `<setting>_FILE` instead. */
const SECRETS = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'EVENTSTORE_URL'] as const;

/** The names of all settings. docs/settings.md tells of each. */
export const SETTING_NAMES: readonly string[] = [
  ...Object.keys(schema.shape),
  ...SECRETS.map((name) => `${name}_FILE`),
];

function withSecretsFromFiles(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = { ...given };
  for (const name of SECRETS) {
    const file = given[`${name}_FILE`];
    if (!file) continue;
    const refuse = (why: string) => new ConfigurationError(`These settings cannot be used:\n  ${name}_FILE: ${why}`);
    if (given[name]) throw refuse(`goes without ${name}`);
    try {
      read[name] = readFileSync(file, 'utf8').trim();
    } catch {
      throw refuse('the file cannot be read');
    }
    if (!read[name]) throw refuse('the file is empty');
  }
  return read;
}

/** Reads the settings from the environment and refuses what does not fit together. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  // An empty variable is an unset one: that is how container files leave things out.
  const given = withSecretsFromFiles(
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')),
  );
  const { success, data, error } = schema.safeParse(given);
  if (!success) {
    const problems = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(`These settings cannot be used:\n  ${problems.join('\n  ')}`);
  }
  return {
    mode: data.BAIKOO_MODE,
    home: path.resolve(data.BAIKOO_HOME ?? projectFile('.baikoo')),
    databaseUrl: data.DATABASE_URL,
    eventStoreUrl: data.EVENTSTORE_URL,
    migrationDatabaseUrl: data.MIGRATION_DATABASE_URL,
    databaseWaitSeconds: data.DATABASE_WAIT_SECONDS,
    port: data.PORT,
    host: data.HOST,
    oidc: data.OIDC_ISSUER ? { issuer: data.OIDC_ISSUER, audience: data.OIDC_AUDIENCE } : undefined,
    serving: servingOf(data),
    proof: proofOf(data),
    logLevel: data.LOG_LEVEL,
  };
}
