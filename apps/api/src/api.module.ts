import { type DynamicModule, type LoggerService, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { ReadLog } from '@baikoo/edge';
import { EventStore, ShapedEventStore } from '@baikoo/event-store';
import { CallerResolver, QueryAccessGuard } from '@baikoo/identity';
import { type Installation, type Projector, SlicesModule } from '@baikoo/installation';
import { GraphiqlController } from './graphiql/graphiql.controller.js';
import type { AnswerOptions } from './graphql/answers/answers.js';
import { FaultsFilter } from './http/faults.filter.js';
import type { Telling } from './graphql/errors.js';
import type { TrustedDocuments } from './http/trusted-documents.js';
import { graphqlOptions } from './graphql/graphql.options.js';
import { HealthController, INSTALLATION, PROJECTOR } from './health/health.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { Metrics } from './metrics/metrics.js';

/** What is made before the module, because the web server needs it too. */
export type Parts = {
  readonly logger: LoggerService;
  readonly projector: { readonly current: Projector | undefined };
  readonly metrics: Metrics;
  readonly tell: Telling;
  readonly trusted: TrustedDocuments | undefined;
};

/** GraphQL over HTTP for one installation. Composes slices; holds no rules. */
@Module({})
export class ApiModule {
  static of(
    installation: Installation,
    { logger, projector, metrics, tell, trusted }: Parts,
    answers: AnswerOptions = { compiled: true, remembered: true },
  ): DynamicModule {
    const { configuration } = installation;
    return {
      module: ApiModule,
      imports: [
        SlicesModule.of(installation),
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [CallerResolver, EventStore, Database, ReadLog],
          useFactory: (callers: CallerResolver, store: EventStore, db: Database, reads: ReadLog) =>
            graphqlOptions(configuration, callers, store, db, logger, answers, reads, { tell, trusted }),
        }),
      ],
      controllers: [
        HealthController,
        MetricsController,
        ...(configuration.mode === 'demo' ? [GraphiqlController] : []),
      ],
      providers: [
        { provide: APP_GUARD, useClass: QueryAccessGuard },
        { provide: INSTALLATION, useValue: installation },
        { provide: PROJECTOR, useValue: projector },
        { provide: ShapedEventStore, useValue: installation.store },
        { provide: Metrics, useValue: metrics },
        { provide: APP_FILTER, useValue: new FaultsFilter(tell) },
      ],
    };
  }
}
