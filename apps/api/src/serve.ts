import 'reflect-metadata';
import type { Server as HttpServer } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ReadLog } from '@baikoo/edge';
import { CallerResolver, correlationIdOf, TokenVerifier } from '@baikoo/identity';
import { type Installation, Projector, type ServingSettings } from '@baikoo/installation';
import { ApiModule } from './api.module.js';
import type { AnswerOptions } from './graphql/answers/answers.js';
import { tellingOf } from './graphql/telling.js';
import type { Telling } from './graphql/errors.js';
import { graphiqlPage, PAGE_POLICY } from './graphiql/page.js';
import { guardDoor } from './http/door.js';
import { answerFault } from './http/faults.filter.js';
import { protectBrowsers } from './http/protect.js';
import { refuseOtherMethods } from './http/methods.js';
import { limitRates } from './http/rates.js';
import { TrustedDocuments } from './http/trusted-documents.js';
import { QuestionLimits } from './limits/exceeded.js';
import { Metrics } from './metrics/metrics.js';
import { serveSubscriptions } from './subscriptions/subscription-server.js';

/** Longer than a proxy holds an idle connection (usually 60 s), so that it never sends into one that just closed. */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_MS = 10_000;
const CHECK_EVERY_MS = 2_000;

export type Server = {
  readonly app: NestFastifyApplication;
  /** Signs checkpoints from now on, where it was prepared not to. */
  startSigning(): void;
  /** Opens the door and returns the address: until then only this process can ask. */
  listen(): Promise<string>;
  close(): Promise<void>;
};

/** Told back with every answer, so that a caller can name the request to an auditor or an operator. */
function nameRequests(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    const correlationId = correlationIdOf(request.headers['x-correlation-id']);
    request.headers['x-correlation-id'] = correlationId;
    reply.header('x-correlation-id', correlationId);
  });
}

/** A browser that opens the endpoint gets a page to ask questions from; programs get the endpoint. */
function servePage(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || !request.headers.accept?.includes('text/html')) return undefined;
    const path = request.url.split('?')[0];
    if (path === '/') return reply.redirect('/graphql');
    if (path !== '/graphql') return undefined;
    return reply.header('content-security-policy', PAGE_POLICY).type('text/html').send(graphiqlPage());
  });
}

/** A web server that gives up on whoever sends slowly, and believes only the proxies that it was told of. */
const adapterFor = ({ limits, requestTimeoutMs, trustProxy }: ServingSettings, tell: Telling): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: limits.bodyBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    ...(trustProxy && { trustProxy: [...trustProxy] }),
    http: {
      headersTimeout: Math.min(HEADERS_MS, requestTimeoutMs),
      connectionsCheckingInterval: CHECK_EVERY_MS,
    },
    frameworkErrors: (fault: Error, request: FastifyRequest, reply: FastifyReply) =>
      answerFault(fault, request, reply, tell),
  });

function measureAnswers(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', async ({ routeOptions }, { statusCode, elapsedTime }) => {
    // By the route's pattern: a path that nobody serves must not make a series of its own.
    metrics.answered(routeOptions.url ?? 'none', statusCode, elapsedTime);
  });
}

/** An API for an installation, with its read models kept up, that does not listen yet. */
export async function prepareServer(
  installation: Installation,
  logger: LoggerService,
  answers?: AnswerOptions,
  { signs = true }: { readonly signs?: boolean } = {},
): Promise<Server> {
  const { configuration } = installation;
  const running: { current: Projector | undefined } = { current: undefined };
  const { serving } = configuration;
  const metrics = new Metrics();
  const tell = tellingOf(configuration, logger, metrics);
  const trusted = serving.trustedDocuments && TrustedDocuments.read(serving.trustedDocuments);
  const adapter = adapterFor(serving, tell);
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.of(installation, { logger, projector: running, metrics, tell, trusted }, answers),
    adapter,
    {
      logger,
    },
  );
  const server = adapter.getInstance<FastifyInstance>();
  nameRequests(server);
  const refuseTheOthers = refuseOtherMethods(server);
  await protectBrowsers(server, serving);
  await limitRates(server, serving.rates, app.get(TokenVerifier, { strict: false }));
  guardDoor(server, '/graphql', trusted);
  if (configuration.mode === 'demo') servePage(server);
  measureAnswers(server, metrics);
  await app.init();
  refuseTheOthers();
  await server.ready();
  server.server.maxConnections = serving.limits.connections;
  const projector = new Projector(installation, app, (name, error) =>
    logger.error(new Error(`${name} stands still: ${error.message}`, { cause: error })),
  );
  await projector.start({ signs });
  running.current = projector;
  const endSubscriptions = serveSubscriptions({
    http: app.getHttpServer() as HttpServer,
    schema: app.get(GraphQLSchemaHost).schema,
    callers: app.get(CallerResolver, { strict: false }),
    reads: app.get(ReadLog, { strict: false }),
    limits: new QuestionLimits(serving.limits),
    serves: trusted && ((query) => trusted.serves(query)),
    tell,
  });
  return {
    app,
    startSigning: () => projector.startSigning(),
    listen: async () => {
      await app.listen(configuration.port, configuration.host);
      return app.getUrl();
    },
    close: async () => {
      await endSubscriptions();
      await app.close();
      await projector.stop();
    },
  };
}
