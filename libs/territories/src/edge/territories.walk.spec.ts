import 'reflect-metadata';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { AccessPolicy, AttemptLog, type Caller, CommandGateway } from '@baikoo/edge';
import { EventStore, MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { prepareProjections, ProjectionRunner } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { territoriesProjection } from '../read/territory.model.js';
import { TerritoriesModule } from '../territories.module.js';

const store = new MemoryEventStore();
let database: TestDatabase;
let runner: ProjectionRunner;
let app: NestFastifyApplication;
let asOf: Caller['asOf'];

const caller = (): Caller => ({
  ...{ personId: 'person-1', language: 'en', correlationId: 'correlation-1', asOf },
  by: { personId: 'person-1', role: 'COUNCIL_SECRETARIAT', organisationId: 's', territoryId: 'KG', onBehalfOf: null },
  ...{ at: '2026-11-22T06:00:00.000Z', today: '2026-11-22' },
});

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [territoriesProjection]);
  runner = new ProjectionRunner(database.db, store, [territoriesProjection]);
  await runner.start();
  const ports = [
    { provide: Database, useValue: database.db },
    { provide: EventStore, useValue: store },
    { provide: AccessPolicy, useValue: { findCommandRefusal: () => undefined } },
    { provide: AttemptLog, useValue: { record: async () => undefined } },
  ];
  const all = { providers: [...ports, CommandGateway], exports: [...ports, CommandGateway] };
  @Global()
  @Module({ imports: [CqrsModule.forRoot()], ...all })
  class PortsModule {}
  const graphql = { driver: ApolloDriver, autoSchemaFile: true, path: '/graphql', context: caller };
  @Module({ imports: [PortsModule, TerritoriesModule, GraphQLModule.forRoot<ApolloDriverConfig>(graphql)] })
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

const ask = async (query: string) => {
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query } });
  return JSON.parse(answer.body) as { data?: Record<string, unknown>; errors?: unknown };
};
const command = async (name: string, fields: string) => {
  const commandId = `commandId: "${name}-${fields.length}-${fields.slice(0, 25).replaceAll(/\W/g, '')}"`;
  const { data, errors } = await ask(`mutation { ${name}(input: { ${commandId} ${fields} }) {
    ... on Receipt { upToDate } ... on Refusal { code path message } } }`);
  expect(errors).toBeUndefined();
  return data![name];
};
const DONE = { upToDate: true };
const unit = (id: string, kind: string, parent: string | null, ru = id) =>
  `territoryId: "${id}", kind: ${kind}, parentId: ${JSON.stringify(parent)}, soate: "${id}", names: { ru: "${ru}" }
   source: { title: "SOATE 2021" }`;
const basis = (changeId: string, effectiveOn: string) =>
  `changeId: "${changeId}", effectiveOn: "${effectiveOn}", legalAct: { titles: { ru: "Закон" } }
   source: { title: "illustrative" }, illustrative: true`;

const [RAION, ONE, OTHER, MERGED] = ['41702205000000', '41702205805000', '41702205808000', '41702205999000'];

describe('the map over the API', () => {
  test('a unit of a history of its own, as older versions wrote it, takes others in', async () => {
    const data = {
      ...{ territoryId: 'KG', kind: 'COUNTRY', parentId: null, soate: '41700000000000', iso: 'KG', population: null },
      ...{ names: { ru: 'Кыргызская Республика' }, source: { title: 'SOATE 2021', reference: null } },
    };
    await store.append('territory-KG', 0, [{ type: 'TerritoryRegistered', data }], aCause());
    expect(await command('registerTerritory', unit('KG', 'COUNTRY', null))).toMatchObject({
      code: 'ALREADY_REGISTERED',
    });
    for (const [id, kind, parent] of [
      ...([
        ['KG-Y', 'OBLAST', 'KG'],
        [RAION, 'RAION', 'KG-Y'],
      ] as const),
      ...([
        [ONE, 'AYIL_AIMAK', RAION],
        [OTHER, 'AYIL_AIMAK', RAION],
        ['v', 'VILLAGE', ONE],
      ] as const),
    ])
      expect(await command('registerTerritory', unit(id!, kind, parent!))).toEqual(DONE);
  });

  test('two aimaks are merged, the merged one is renamed, and the merger is repealed (illustrative)', async () => {
    const merge = `${basis('m', '2025-01-01')}, mergedIds: ["${ONE}", "${OTHER}"]`;
    expect(await command('mergeTerritories', merge)).toMatchObject({ code: 'UNKNOWN_TERRITORY', path: 'successorId' });
    const into = `successor: { ${unit(MERGED!, 'AYIL_AIMAK', RAION!, 'Общий')} }`;
    expect(await command('mergeTerritories', `${into} ${merge}`)).toEqual(DONE);
    expect(
      await command('renameTerritory', `${basis('r', '2025-05-01')}, territoryId: "${MERGED}", names: { ru: "Новый" }`),
    ).toEqual(DONE);
    expect(
      await command('reparentTerritory', `${basis('p', '2025-06-01')}, territoryId: "${MERGED}", parentId: "KG"`),
    ).toMatchObject({ code: 'WRONG_LEVEL', message: expect.stringContaining(MERGED!) });
    expect(await command('repealTerritoryChange', `${basis('no-m', '2026-03-01')}, repealedChangeId: "m"`)).toEqual(
      DONE,
    );
  });

  test('each date has its map, and each unit its story', async () => {
    const on = (date: string) =>
      ask(
        `{ territoryRegister(on: "${date}", within: "${RAION}", kind: AYIL_AIMAK) { totalCount nodes { id status } } }`,
      );
    const idsOn = async (date: string) =>
      ((await on(date)).data!['territoryRegister'] as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
    expect(await idsOn('2024-12-31')).toEqual([ONE, OTHER]);
    expect(await idsOn('2025-12-31')).toEqual([MERGED]);
    expect(await idsOn('2026-11-22')).toEqual([ONE, OTHER]);
    const { data } = await ask(`{ territory(id: "${MERGED}") { status validFrom validTo names { ru }
      predecessors { id } successors { id } history { aspect from repealedOn change { changeId type } } } }`);
    expect(data!['territory']).toMatchObject({
      ...{ status: 'ABOLISHED', validFrom: '2025-01-01', validTo: '2026-03-01', names: { ru: 'Новый' } },
      ...{ predecessors: [], successors: [{ id: ONE }, { id: OTHER }] },
      history: expect.arrayContaining([
        {
          aspect: 'LIFE',
          from: '2025-01-01',
          repealedOn: '2026-03-01',
          change: { changeId: 'm', type: 'TerritoriesMerged' },
        },
        { aspect: 'NAMES', from: '2025-05-01', repealedOn: null, change: { changeId: 'r', type: 'TerritoryRenamed' } },
      ]),
    });
  });

  test('asked as of an earlier position, a date has the map that the record then knew', async () => {
    const merged = (await store.readLog(0n, 100)).find(({ type }) => type === 'TerritoriesMerged')!;
    const children = `{ territory(id: "${RAION}", on: "2026-11-22") { children { id } } }`;
    asOf = { position: merged.position };
    expect((await ask(children)).data).toEqual({ territory: { children: [{ id: MERGED }] } });
    asOf = { position: merged.position - 1n };
    expect((await ask(children)).data).toEqual({ territory: { children: [{ id: ONE }, { id: OTHER }] } });
    asOf = undefined;
  });

  test('a date that is none is said to be none', async () =>
    expect((await ask('{ territory(id: "KG", on: "2025-02-30") { id } }')).errors).toMatchObject([
      { message: 'on: NOT_A_DATE' },
    ]));
});
