import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { PgDatabase } from '@baikoo/database';
import { MemoryEventStore, ShapedEventStore } from '@baikoo/event-store';
import { DemoTokens } from '@baikoo/identity';
import { eventShapes, type Installation, JsonLogger, readConfiguration } from '@baikoo/installation';
import { ApiModule } from '../api.module.js';
import { Metrics } from '../metrics/metrics.js';
import { tellingOf } from './telling.js';

const HEADER = '# Generated from the code by `npm run schema`. A test compares the two.\n\n';

/** The public contract as text. Nothing is asked of a database: the schema follows from the classes alone. */
export async function printApiSchema(): Promise<string> {
  const configuration = readConfiguration({ LOG_LEVEL: 'error' });
  const db = new PgDatabase('postgres://127.0.0.1:1/unused');
  const tokens = new DemoTokens(configuration.home);
  const store = new ShapedEventStore(new MemoryEventStore(), eventShapes);
  const installation: Installation = {
    ...{ configuration, databaseUrl: '', migrationDatabaseUrl: undefined, embedded: false, freeBytes: undefined },
    ...{ db, store },
    ...{ tokens, demoTokens: undefined, close: async () => {} },
  };
  const [logger, metrics] = [new JsonLogger(configuration), new Metrics()];
  const module = ApiModule.of(installation, {
    ...{ logger, projector: { current: undefined }, metrics, trusted: undefined },
    tell: tellingOf(configuration, logger, metrics),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: ['error'] });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  await app.close();
  return `${HEADER}${printSchema(lexicographicSortSchema(schema))}\n`;
}
