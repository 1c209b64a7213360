import {
  asRole,
  ensureApplicationRole,
  grantToApplication,
  migrate,
  missingMigrations,
  powersOverTheRecord,
  sql,
} from '@baikoo/database';
import { type Configuration, ConfigurationError } from './configuration.js';

/** The role of the program on a server that is its own. */
const APPLICATION_ROLE = 'baikoo_app';

/** The URLs by which one database is used: the program's, and that of the role which owns the schema. */
export type DatabaseAddresses = Required<Pick<Configuration, 'databaseUrl' | 'migrationDatabaseUrl'>> & {
  readonly databaseUrl: string;
};

/** The superuser of an embedded server owns the schema; the program works as a role that can change no fact. */
export function embeddedAddresses(superuserUrl: string): DatabaseAddresses {
  const url = new URL(superuserUrl);
  url.username = APPLICATION_ROLE;
  return { databaseUrl: url.href, migrationDatabaseUrl: superuserUrl };
}

/** Makes sure that the program's role is there. On a server that is not ours, an administrator does (deploy/roles.sql). */
export function prepareEmbeddedRole(superuserUrl: string): Promise<void> {
  const password = decodeURIComponent(new URL(superuserUrl).password);
  return asRole(superuserUrl, (owner) => ensureApplicationRole(owner, APPLICATION_ROLE, password));
}

/**
 * Brings the schema up to date and gives the program its rights, if the owner's URL is known; without it, the schema must
 * be there already, or the program's role must be its owner, which production refuses. Returns the migrations it ran.
 */
export async function prepareDatabase(
  { databaseUrl, migrationDatabaseUrl }: DatabaseAddresses,
  mode: Configuration['mode'],
): Promise<readonly string[]> {
  const done: string[] = [];
  if (migrationDatabaseUrl) {
    await expectSameDatabase(databaseUrl, migrationDatabaseUrl);
    done.push(...(await migrate(migrationDatabaseUrl)));
    const role = decodeURIComponent(new URL(databaseUrl).username);
    await asRole(migrationDatabaseUrl, (owner) => grantToApplication(owner, role));
  }
  const missing = await asRole(databaseUrl, missingMigrations);
  if (missing.length > 0) {
    if (mode === 'production' || migrationDatabaseUrl)
      throw new ConfigurationError(
        `The database of DATABASE_URL lacks ${missing.join(', ')}. Run \`baikoo migrate\` with MIGRATION_DATABASE_URL, ` +
          'the URL of the role that owns the schema of the same database.',
      );
    done.push(...(await migrate(databaseUrl)));
  }
  if (mode === 'production') await refusePowers(databaseUrl);
  return done;
}

/** Nothing is created in a database that was named by mistake. */
async function expectSameDatabase(databaseUrl: string, migrationDatabaseUrl: string): Promise<void> {
  const nameOf = async (url: string) => {
    const [row] = await asRole(url, (db) => db.query<{ name: string }>(sql`select current_database() as name`));
    return row!.name;
  };
  const [program, owner] = [await nameOf(databaseUrl), await nameOf(migrationDatabaseUrl)];
  if (program !== owner)
    throw new ConfigurationError(
      `MIGRATION_DATABASE_URL names the database ${owner}, DATABASE_URL ${program}: they must name the same one.`,
    );
}

/** In production nobody who breaks into the program shall be able to change what was recorded. */
async function refusePowers(databaseUrl: string): Promise<void> {
  const powers = await asRole(databaseUrl, powersOverTheRecord);
  if (powers.length === 0) return;
  throw new ConfigurationError(
    `DATABASE_URL: this role could change the record: ${powers.join(', ')}. Production mode needs a role that can only ` +
      'append; the schema belongs to another one, whose URL is MIGRATION_DATABASE_URL (deploy/README.md, roles).',
  );
}
