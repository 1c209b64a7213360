import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LoggerService } from '@nestjs/common';
import { closedAtEnd, createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import type { GraphQLClient } from '@baikoo/first-data';
import { type Installation, JsonLogger, openInstallation, readConfiguration } from '@baikoo/installation';
import { prepareServer, type Server } from '../../apps/api/src/serve.js';
import { FIRST_DATA } from './first-data.js';

export type Answer = Awaited<ReturnType<GraphQLClient>>;

export type RunningApi = {
  readonly url: string;
  readonly installation: Installation;
  readonly server: Server;
  /** The database itself, by the straight way. */
  readonly database: TestDatabase;
  /** Asks over HTTP as a person of the demonstration; undefined is nobody. */
  ask(personId: string | undefined, query: string, variables?: object, language?: string): Promise<Answer>;
  /** Fetches an address that is no GraphQL, as `ask` asks. */
  fetchAs(personId: string | undefined, path: string, init?: RequestInit, language?: string): Promise<Response>;
  close(): Promise<void>;
};

export type RunningApiOptions = {
  readonly firstData?: boolean;
  /** The way to the database that the API is given instead of the straight one. */
  readonly by?: (url: string) => Promise<string>;
  /** Where the record is kept, if not in PostgreSQL. */
  readonly eventStoreUrl?: string;
  /** Other settings than the defaults. Specs ask more often than people: rates are off unless they are set. */
  readonly settings?: NodeJS.ProcessEnv;
  readonly logger?: LoggerService;
};

/** The whole API on a real PostgreSQL and a real port, with the first data unless said otherwise. */
export async function startApi(options: RunningApiOptions = {}): Promise<RunningApi> {
  const { firstData = true, by, eventStoreUrl, settings, logger } = options;
  const database = await createTestDatabase(firstData ? FIRST_DATA : undefined);
  const home = await mkdtemp(path.join(tmpdir(), 'baikoo-api-'));
  const configuration = {
    ...readConfiguration({ LOG_LEVEL: 'silent', RATE_REQUESTS: '0', RATE_EXPORTS: '0', ...settings }),
    ...{ databaseUrl: (await by?.(database.url)) ?? database.url, eventStoreUrl, port: 0, home },
  };
  const installation = await openInstallation(configuration);
  const closeInstallation = closedAtEnd(installation.close);
  const server = await prepareServer(installation, logger ?? new JsonLogger(configuration));
  const closeServer = closedAtEnd(server.close);
  const url = await server.listen();
  const tokens = new Map<string, Promise<string>>();
  /** One for each person: to sign one takes as long as many an answer. */
  const tokenOf = (personId: string) => {
    const known = tokens.get(personId) ?? installation.demoTokens!.issue(personId, { days: 1 });
    tokens.set(personId, known);
    return known;
  };

  const fetchAs: RunningApi['fetchAs'] = async (personId, path, init = {}, language = 'en') => {
    const token = personId && (await tokenOf(personId));
    const headers = new Headers(init.headers);
    headers.set('accept-language', language);
    if (token) headers.set('authorization', `Bearer ${token}`);
    return fetch(`${url}/${path}`, { ...init, headers });
  };

  return {
    url,
    installation,
    server,
    database,
    fetchAs,
    async ask(personId, query, variables = {}, language = 'en') {
      const body = JSON.stringify({ query, variables });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetchAs(personId, 'graphql', { method: 'POST', headers, body }, language);
      return (await answer.json()) as Answer;
    },
    async close() {
      await closeServer();
      await closeInstallation();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
