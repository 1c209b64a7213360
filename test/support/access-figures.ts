import { findQueryRefusal, READING } from '@baikoo/identity';
import { expect, test } from '@jest/globals';
import type { Known } from './access-lists.js';
import { type asPerson, type Judge, PEOPLE, type Person, READERS } from './access-people.js';
import type { Walked } from './walked.js';

const [LENINSKY, BISHKEK, ISSYK_KUL] = ['41711201000000', 'KG-GB', 'KG-Y'];
const TERRITORIES = [LENINSKY, BISHKEK, ISSYK_KUL, 'KG'];

type Asked = {
  readonly walked: Walked;
  readonly ask: (person: Person, query: string, variables?: object) => ReturnType<typeof asPerson>;
  readonly judge: () => Judge;
  readonly known: () => Known;
};

/** What adds up many things, or is no list: refused as a whole beyond the mandate. */
export function specifyFigures({ walked, ask, judge, known }: Asked): void {
  test.each(READERS)('as $id, figures of a territory are refused beyond the mandate', async (person) => {
    const { cycleId } = walked().walk;
    for (const territoryId of TERRITORIES)
      for (const query of [
        'query ($id: ID!, $cycleId: ID!) { completeness(territoryId: $id, cycleId: $cycleId) { total { expected } } }',
        'query ($id: ID!) { regionalOverview(territoryId: $id) { total { execution { measures } } } }',
        'query ($id: ID!) { indicatorRollUp(indicatorId: "ROAD_ACCIDENTS", territoryId: $id, period: "2026-H1") { expected } }',
      ]) {
        const { data, codes } = await ask(person, query, { id: territoryId, cycleId });
        expect([query, territoryId, codes]).toEqual([
          ...[query, territoryId],
          judge().reaches(person, territoryId) ? [] : ['FORBIDDEN'],
        ]);
        expect(Object.values(data).map((figures) => figures === null)).toEqual([codes.length > 0]);
      }
  });

  test.each(READERS)('as $id, an indicator’s definition is open and its figures are of the mandate', async (person) => {
    const { data } = READING[person.role];
    for (const territoryId of TERRITORIES) {
      const reads =
        judge().reaches(person, territoryId) ||
        (data === 'OWN' && territoryId === person.territoryId) ||
        (data === 'ITS_MEASURES' && known().answersFor.get('ROAD_ACCIDENTS') === person.organisationId);
      const definition = 'query ($id: ID!) { indicator(id: "ROAD_ACCIDENTS", territoryId: $id) { id names { ru } } }';
      expect((await ask(person, definition, { id: territoryId })).codes).toEqual([]);
      for (const figures of [
        'series { value }',
        'openFlags',
        'changedAt',
        '... on Indicator { change { __typename } }',
      ])
        expect((await ask(person, definition.replace('names { ru }', figures), { id: territoryId })).codes).toEqual(
          reads ? [] : ['FORBIDDEN'],
        );
      const readsAll = reads && data !== 'ITS_MEASURES';
      for (const choice of ['withOpenFlags: true', 'orderBy: CHANGED', 'changedSince: "2020-01-01"'])
        expect(
          (
            await ask(person, `query ($id: ID!) { indicators(territoryId: $id, ${choice}) { totalCount } }`, {
              id: territoryId,
            })
          ).codes,
        ).toEqual(readsAll ? [] : ['FORBIDDEN']);
    }
  });

  test.each(READERS)('as $id, an office is shown that is the own or lies within the mandate', async (person) => {
    for (const [organisationId, territoryId] of [
      ['commission-leninsky', LENINSKY],
      ['commission-osh-city', 'KG-GO'],
      ['ministry-internal-affairs', 'KG'],
    ] as const) {
      const query = 'query ($id: ID!) { commissionOverview(organisationId: $id) { execution { measures } } }';
      const { codes } = await ask(person, query, { id: organisationId });
      const reads = organisationId === person.organisationId || judge().reaches(person, territoryId);
      expect([organisationId, codes]).toEqual([organisationId, reads ? [] : ['FORBIDDEN']]);
    }
    const own = await ask(
      person,
      '{ desk { owed { totalCount } flags { rows { territoryId } } } myNotices { totalCount } }',
    );
    expect(own.codes).toEqual([]);
  });

  test.each(PEOPLE)('$id is refused by name what the table does not open, and nothing else', async (person) => {
    const { cycleId } = walked().walk;
    const questions = {
      me: '{ me { personId role } }',
      territories: '{ territories(parentId: "KG") { id } }',
      territory: '{ territory(id: "KG-GB") { id } }',
      territoryRegister: '{ territoryRegister(first: 1) { totalCount } }',
      organisations: '{ organisations { id } }',
      organisation: '{ organisation(id: "commission-osh-city") { id } }',
      cycle: `{ cycle(id: "${cycleId}") { id } }`,
      indicators: '{ indicators { totalCount totals { drafts } } }',
      conventions: '{ conventions { __typename } }',
      measures: '{ measures { totalCount } }',
      nationalOverview: '{ nationalOverview { planId } }',
      monitoringReport: `{ monitoringReport(cycleId: "${cycleId}") { contentHash } }`,
      compiledReports: `{ compiledReports(cycleId: "${cycleId}") { contentHash } }`,
    };
    for (const [query, text] of Object.entries(questions))
      expect([query, (await ask(person, text)).codes]).toEqual([
        query,
        findQueryRefusal(person, query) ? ['FORBIDDEN'] : [],
      ]);
  });

  test('experts are told nobody’s id, in words of their language, and everything beside it', async () => {
    const expert = READERS.find(({ role }) => role === 'EXPERT')!;
    const query = '{ readings { nodes { id recordedBy { organisationId personId } } } }';
    expect((await ask(expert, query)).codes).toEqual(['FORBIDDEN']);
    expect((await ask(expert, query.replace(' personId', ''))).codes).toEqual([]);
    const { errors } = await walked().api.ask(expert.id, query, {}, 'ru');
    expect(errors![0]!.message).toMatch(/Вашей роли .*«personId»/);
  });
}
