import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AuditModule, PostgresAttemptLog, READ_MODELS } from '@baikoo/audit';
import { ConventionsModule } from '@baikoo/conventions';
import { CouncilModule } from '@baikoo/council';
import { CyclesModule } from '@baikoo/cycles';
import { Database } from '@baikoo/database';
import { AttemptLog, CommandGateway, ReadLog } from '@baikoo/edge';
import { EventStore, ShapedEventStore } from '@baikoo/event-store';
import { ExchangeModule } from '@baikoo/exchange';
import { IdentityModule, PostgresReadLog, RememberingTokens, TokenVerifier } from '@baikoo/identity';
import { IndicatorsModule } from '@baikoo/indicators';
import { MeasuresModule, ReadMeasuresOfPlan } from '@baikoo/measures';
import { MeasuresOfPlan, PlansModule } from '@baikoo/plans';
import {
  CheckpointBook,
  KeptTiles,
  KeptTree,
  PostgresTiles,
  ProofModule,
  RecordName,
  SigningBook,
} from '@baikoo/proof';
import { ReportsModule } from '@baikoo/reports';
import { TerritoriesModule } from '@baikoo/territories';
import type { Installation } from './installation.js';
import { checkpointBookOf } from './notary.js';
import { readModels } from './projections.js';

/** What every slice may ask for: the database, the record, the door for commands. */
@Global()
@Module({})
class PortsModule {
  static of({ configuration, db, store, tokens }: Installation): DynamicModule {
    const providers = [
      { provide: Database, useValue: db },
      { provide: EventStore, useValue: store },
      { provide: ShapedEventStore, useExisting: EventStore },
      { provide: TokenVerifier, useValue: new RememberingTokens(tokens) },
      { provide: AttemptLog, useClass: PostgresAttemptLog },
      { provide: ReadLog, useFactory: () => new PostgresReadLog(db) },
      { provide: KeptTiles, useFactory: () => new PostgresTiles(db) },
      { provide: KeptTree, useExisting: KeptTiles },
      { provide: SigningBook, useFactory: () => checkpointBookOf({ configuration, db, store }) },
      { provide: CheckpointBook, useExisting: SigningBook },
      { provide: RecordName, useValue: new RecordName(configuration.proof.origin) },
      { provide: READ_MODELS, useValue: readModels },
      { provide: MeasuresOfPlan, useClass: ReadMeasuresOfPlan },
      CommandGateway,
    ];
    return { module: PortsModule, imports: [CqrsModule.forRoot()], providers, exports: providers };
  }
}

/** All slices of the system, on the ports of one installation. */
@Module({})
export class SlicesModule {
  static of(installation: Installation): DynamicModule {
    return {
      module: SlicesModule,
      imports: [
        PortsModule.of(installation),
        TerritoriesModule,
        IdentityModule,
        PlansModule,
        MeasuresModule,
        IndicatorsModule,
        CyclesModule,
        CouncilModule,
        ConventionsModule,
        ReportsModule,
        ExchangeModule,
        AuditModule,
        ProofModule,
      ],
    };
  }
}
