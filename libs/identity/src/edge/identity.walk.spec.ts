import 'reflect-metadata';
import { Controller, Get, Global, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { AttemptLog, type Caller, CommandGateway, type RefusedAttempt } from '@baikoo/edge';
import { EventStore, MemoryEventStore } from '@baikoo/event-store';
import { prepareProjections, ProjectionRunner } from '@baikoo/projections';
import { TerritoriesModule, territoriesProjection } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '../domain/roles.js';
import { IdentityModule } from '../identity.module.js';
import { identityProjection } from '../read/identity.projection.js';
import { TokenVerifier } from '../tokens/token-verifier.js';
import { findPersonalData } from '../testing.js';
import { QueryAccessGuard } from './query-access.guard.js';

/** The role of the next request; undefined is nobody. */
let role: Role | undefined;
/** Who asks; nobody grants a mandate to themselves. */
let person = 'person-1';
const caller = (): Caller => ({
  personId: role && person,
  by: role && { personId: person, role, organisationId: 'secretariat', territoryId: 'KG', onBehalfOf: null },
  language: 'en',
  correlationId: 'correlation-1',
  at: '2026-11-22T06:00:00.000Z',
  asOf: undefined,
  today: '2026-11-22',
});

const store = new MemoryEventStore();
const attempts: RefusedAttempt[] = [];
const projections = [territoriesProjection, identityProjection];
let database: TestDatabase;
let runner: ProjectionRunner;
let app: NestFastifyApplication;

@Controller('health')
class HealthController {
  @Get()
  health() {
    return 'well';
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, projections);
  runner = new ProjectionRunner(database.db, store, projections);
  await runner.start();

  const ports = [
    { provide: Database, useValue: database.db },
    { provide: EventStore, useValue: store },
    { provide: TokenVerifier, useValue: { verify: async () => ({ personId: 'person-1' }) } },
    { provide: AttemptLog, useValue: { record: async (attempt: RefusedAttempt) => void attempts.push(attempt) } },
  ];
  @Global()
  @Module({
    imports: [CqrsModule.forRoot()],
    providers: [...ports, CommandGateway],
    exports: [...ports, CommandGateway],
  })
  class PortsModule {}

  @Module({
    imports: [
      PortsModule,
      TerritoriesModule,
      IdentityModule,
      GraphQLModule.forRoot<ApolloDriverConfig>({
        driver: ApolloDriver,
        autoSchemaFile: true,
        path: '/graphql',
        context: caller,
      }),
    ],
    controllers: [HealthController],
    providers: [{ provide: APP_GUARD, useClass: QueryAccessGuard }],
  })
  class WalkModule {}
  app = await NestFactory.create<NestFastifyApplication>(WalkModule, new FastifyAdapter(), { logger: false });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app?.close();
  await runner?.stop();
  await database?.drop();
});

const ask = async (as: Role | undefined, query: string) => {
  role = as;
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query } });
  return JSON.parse(answer.body) as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };
};
const command = (name: string, fields: string) => `mutation {
  ${name}(input: { ${fields} }) { ... on Receipt { stream upToDate } ... on Refusal { code path message } }
}`;
const territory = (id: string, parent: string | null) =>
  command(
    'registerTerritory',
    `commandId: "territory-${id}-${parent}", territoryId: "${id}", kind: ${parent ? 'OBLAST' : 'COUNTRY'}, soate: "${id}", names: { en: "${id}" }
     parentId: ${JSON.stringify(parent)}, source: { title: "SOATE 2021" }, population: { count: 10, source: "census" }`,
  );

describe('a walk through the registers', () => {
  test('territories are registered from the top down', async () => {
    expect(await ask('COUNCIL_SECRETARIAT', territory('KG-C', 'KG'))).toMatchObject({
      data: { registerTerritory: { code: 'UNKNOWN_TERRITORY', path: 'parentId' } },
    });
    for (const [id, parent] of [['KG', null] as const, ['KG-O', 'KG'] as const])
      expect(await ask('COUNCIL_SECRETARIAT', territory(id, parent))).toEqual({
        data: { registerTerritory: { stream: 'territory-map.kg', upToDate: true } },
      });
    expect(
      await ask('LOCAL_KENESH', '{ territories(parentId: "KG", kind: OBLAST) { id population { count } } }'),
    ).toEqual({
      data: { territories: [{ id: 'KG-O', population: { count: 10 } }] },
    });
  });

  test('an organisation, a mandate in it, and who it makes of a person', async () => {
    const organisation = (id: string, territoryId: string) =>
      command(
        'registerOrganisation',
        `commandId: "organisation-${id}-${territoryId}", organisationId: "${id}", kind: COUNCIL_SECRETARIAT
         names: { en: "Secretariat" }, territoryId: "${territoryId}"`,
      );
    const mandate = (organisationId: string) =>
      command(
        'grantMandate',
        `commandId: "mandate-${organisationId}", mandateId: "m-1", personId: "person-1", role: COUNCIL_SECRETARIAT
         organisationId: "${organisationId}", territoryId: "KG", from: "2026-01-01"`,
      );
    expect(await ask('COUNCIL_SECRETARIAT', organisation('secretariat', 'nowhere'))).toMatchObject({
      data: { registerOrganisation: { code: 'UNKNOWN_TERRITORY' } },
    });
    expect(await ask('COUNCIL_SECRETARIAT', organisation('secretariat', 'KG'))).toMatchObject({
      data: { registerOrganisation: { upToDate: true } },
    });
    expect(await ask('COUNCIL_SECRETARIAT', mandate('nobody'))).toMatchObject({
      data: { grantMandate: { code: 'UNKNOWN_ORGANISATION' } },
    });
    expect(await ask('COUNCIL_SECRETARIAT', mandate('secretariat'))).toMatchObject({
      data: { grantMandate: { code: 'OWN_MANDATE', path: 'personId' } },
    });
    person = 'person-2';
    expect(await ask('COUNCIL_SECRETARIAT', mandate('secretariat'))).toMatchObject({
      data: { grantMandate: { stream: 'mandate-m-1' } },
    });
    person = 'person-1';
    const me = `{ me { personId role language organisation { id names { en } illustrative } territory { id }
      mandates { id from to } } }`;
    expect(await ask('COUNCIL_SECRETARIAT', me)).toEqual({
      data: {
        me: {
          personId: 'person-1',
          role: 'COUNCIL_SECRETARIAT',
          language: 'en',
          territory: { id: 'KG' },
          organisation: { id: 'secretariat', names: { en: 'Secretariat' }, illustrative: false },
          mandates: [{ id: 'm-1', from: '2026-01-01', to: null }],
        },
      },
    });
    const revoke = command(
      'revokeMandate',
      'commandId: "revoke-m-1", mandateId: "m-1", reason: "Left.", revokedOn: "2026-11-22"',
    );
    expect(await ask('COUNCIL_SECRETARIAT', revoke)).toMatchObject({ data: { revokeMandate: { upToDate: true } } });
    expect(await ask('COUNCIL_SECRETARIAT', '{ me { mandates { id } } }')).toEqual({ data: { me: { mandates: [] } } });
    expect(await ask('LOCAL_KENESH', '{ organisations(kind: COUNCIL_SECRETARIAT) { id } }')).toEqual({
      data: { organisations: [{ id: 'secretariat' }] },
    });
  });
});

describe('data about a person in office', () => {
  const NAME = 'Асанов Бакыт Эркинович';
  const fields = (commandId: string, phone: string) =>
    `commandId: "${commandId}", personId: "person-9", names: { ru: "${NAME}" }, officePhone: "${phone}", eMail: "b.asanov@example.kg"`;
  const record = command('recordPerson', fields('person-9-record', '+996 312 000001'));
  const PERSON = '{ person(id: "person-9") { names { ru } officePhone eMail position { ru } } }';
  const read = async () => (await ask('COUNCIL_SECRETARIAT', PERSON)).data;
  const stored = () => database.db.query(sql`select 1 from people.person`);

  test('are recorded and corrected by the secretariat, and by nobody else', async () => {
    expect(await ask('COMMISSION_SECRETARY', record)).toMatchObject({
      data: { recordPerson: { code: 'NOT_PERMITTED' } },
    });
    expect(await ask('COUNCIL_SECRETARIAT', record)).toMatchObject({
      data: { recordPerson: { stream: 'person-person-9' } },
    });
    const correct = command('correctPerson', fields('person-9-correct', '+996 312 000002'));
    expect(await ask('COUNCIL_SECRETARIAT', correct)).toMatchObject({
      data: { correctPerson: { stream: 'person-person-9' } },
    });
    // Sent again, an older command does not bring the older number back.
    await ask('COUNCIL_SECRETARIAT', record);
    expect(await read()).toEqual({
      person: { names: { ru: NAME }, officePhone: '+996 312 000002', eMail: 'b.asanov@example.kg', position: null },
    });
  });
  test('are read by themselves and the secretariat, and refused to everybody else, auditors too', async () => {
    for (const other of ['COMMISSION_SECRETARY', 'AUDITOR', 'COUNCIL_CHAIR', 'OPERATOR'] as const)
      expect((await ask(other, PERSON)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    person = 'person-9';
    expect(await ask('COMMISSION_SECRETARY', PERSON)).toMatchObject({ data: { person: { names: { ru: NAME } } } });
    person = 'person-1';
  });
  test('are erased with a reason, come back by no command that is sent again, and were never in the record', async () => {
    const erase = (more: string) => command('erasePerson', `commandId: "person-9-erase", personId: "person-9" ${more}`);
    expect(await ask('COUNCIL_SECRETARIAT', erase(''))).toMatchObject({
      data: { erasePerson: { code: 'REASON_REQUIRED' } },
    });
    expect(await stored()).toHaveLength(1);
    const erased = { data: { erasePerson: { stream: 'person-person-9' } } };
    expect(await ask('COUNCIL_SECRETARIAT', erase('reason: "Left the office"'))).toMatchObject(erased);
    expect(await stored()).toEqual([]);
    await ask('COUNCIL_SECRETARIAT', record);
    expect([await stored(), await read()]).toEqual([[], { person: null }]);
    const history = await store.read('person-person-9');
    expect(history.map(({ type }) => type)).toEqual([
      'PersonalDataRecorded',
      'PersonalDataCorrected',
      'PersonalDataErased',
    ]);
    expect(findPersonalData(await store.readLog(0n, 1_000), [NAME])).toEqual([]);
    // A short text is found from its hash by trying: not even that is kept.
    expect(history.map(({ cause }) => cause.fingerprint)).toEqual([null, null, null]);
    expect(history.at(-1)!.cause.reason).toBe('Left the office');
  });
});

describe('who may not', () => {
  test('nobody reads without signing in, whatever they call the field', async () => {
    for (const query of ['{ territories { id } }', '{ me { personId } }', '{ x: organisations { id } }']) {
      const { errors } = await ask(undefined, query);
      expect(errors).toMatchObject([
        { message: expect.stringContaining('Sign in first'), extensions: { code: 'UNAUTHENTICATED' } },
      ]);
    }
  });
  test('an operator is told who they are and reads no domain data', async () => {
    expect(await ask('OPERATOR', '{ me { role } }')).toEqual({ data: { me: { role: 'OPERATOR' } } });
    const { data, errors } = await ask('OPERATOR', '{ me { role } territory(id: "KG") { id } }');
    expect(data).toEqual({ me: { role: 'OPERATOR' }, territory: null });
    expect(errors).toMatchObject([
      { message: 'Your role (operator of the installation) does not allow this.', extensions: { code: 'FORBIDDEN' } },
    ]);
  });
  test('a command that the role does not allow is answered with a refusal and leaves a trace', async () => {
    const refused = { data: { registerTerritory: { code: 'NOT_PERMITTED' } } };
    expect(await ask('COMMISSION_SECRETARY', territory('KG-T', 'KG'))).toMatchObject(refused);
    expect(attempts.at(-1)).toMatchObject({ command: 'RegisterTerritory', subject: 'territory-KG-T' });
    expect(await ask(undefined, territory('KG-T', 'KG'))).toMatchObject({
      data: { registerTerritory: { code: 'SIGN_IN_REQUIRED' } },
    });
  });
  test('health needs no signing in', async () => {
    role = undefined;
    expect((await app.inject('/health')).body).toBe('well');
  });
});
