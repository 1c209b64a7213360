import 'reflect-metadata';
import type { Server as HttpServer } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ReadLog } from '@baikoo/edge';
import { CallerResolver, correlationIdOf } from '@baikoo/identity';
import { type Installation, Projector } from '@baikoo/installation';
import { ApiModule } from './api.module.js';
import type { AnswerOptions } from './graphql/answers/answers.js';
import { tellingOf } from './graphql/telling.js';
import { graphiqlPage } from './graphiql/page.js';
import { QuestionLimits } from './limits/exceeded.js';
import { Metrics } from './metrics/metrics.js';
import { serveSubscriptions } from './subscriptions/subscription-server.js';

export type Server = {
  readonly app: NestFastifyApplication;
  /** Opens the door and returns the address: until then only this process can ask. */
  listen(): Promise<string>;
  close(): Promise<void>;
};

/** What happens to every request before GraphQL sees it. */
function addHooks(server: FastifyInstance, withPage: boolean): void {
  server.addHook('onRequest', async (request, reply) => {
    // Told back with every answer, so that a caller can name the request to an auditor or an operator.
    const correlationId = correlationIdOf(request.headers['x-correlation-id']);
    request.headers['x-correlation-id'] = correlationId;
    reply.header('x-correlation-id', correlationId);

    // A browser that opens the endpoint gets a page to ask questions from; programs get the endpoint.
    const wantsPage = withPage && request.method === 'GET' && request.headers.accept?.includes('text/html');
    const path = request.url.split('?')[0];
    if (wantsPage && path === '/') return reply.redirect('/graphql');
    if (wantsPage && path === '/graphql') return reply.type('text/html').send(graphiqlPage());
    return undefined;
  });
}

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
): Promise<Server> {
  const { configuration } = installation;
  const running: { current: Projector | undefined } = { current: undefined };
  const adapter = new FastifyAdapter({ bodyLimit: configuration.serving.limits.bodyBytes });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.of(installation, logger, running, answers),
    adapter,
    {
      logger,
    },
  );
  addHooks(adapter.getInstance(), configuration.mode === 'demo');
  measureAnswers(adapter.getInstance(), app.get(Metrics));
  await app.init();
  await adapter.getInstance().ready();
  const projector = new Projector(installation, app, (name, error) =>
    logger.error(new Error(`${name} stands still: ${error.message}`, { cause: error })),
  );
  await projector.start();
  running.current = projector;
  const endSubscriptions = serveSubscriptions({
    http: app.getHttpServer() as HttpServer,
    schema: app.get(GraphQLSchemaHost).schema,
    callers: app.get(CallerResolver, { strict: false }),
    reads: app.get(ReadLog, { strict: false }),
    limits: new QuestionLimits(configuration.serving.limits),
    tell: tellingOf(configuration, logger, app.get(Metrics)),
  });
  return {
    app,
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
