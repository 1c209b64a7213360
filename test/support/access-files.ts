import { sql } from '@baikoo/database';
import { findQueryRefusal, mayCommand, QUERIES, type QueryName } from '@baikoo/identity';
import { type Language, LANGUAGES } from '@baikoo/kernel';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Walked } from './walked.js';
import type { Known, Node } from './access-lists.js';
import { type Judge, PEOPLE, type Person } from './access-people.js';

type Asked = {
  readonly walked: Walked;
  readonly judge: () => Judge;
  readonly known: () => Known;
  /** What a list of `LISTS` shows to a person. */
  readonly seenOf: (name: string, person: Person) => readonly Node[];
  /** What it holds. */
  readonly wholeOf: (name: string) => readonly Node[];
};

/** One address, and how it is refused to a person; undefined: it is theirs. */
type Case = {
  readonly address: string;
  /** The id that a refusal names. */
  readonly about: string;
  readonly refusedTo: (person: Person) => RefusalCode | undefined;
  /** Whatever of it is theirs, as so many lines below the headings. */
  readonly linesFor?: (person: Person) => number;
};

const STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  ...{ SIGN_IN_REQUIRED: 401, NO_MANDATE: 403, NOT_PERMITTED: 403, NOT_YOURS_TO_READ: 403 },
};

/** Every file that is given out, as everybody: of the own, of what lies below it and of what is foreign. */
export function specifyFiles({ walked, judge, known, seenOf, wholeOf }: Asked): void {
  let factsOfOsh: number;
  const files = (): Readonly<Partial<Record<QueryName, readonly Case[]>>> => ({
    'export/plan': ['access-osh', 'access-leninsky'].map((id) => ({
      address: `export/plan/${id}.csv`,
      about: id,
      refusedTo: (person) => (judge().sees(person, known().plans.get(id)!) ? undefined : 'UNKNOWN_PLAN'),
    })),
    'export/measures': [
      {
        ...{ address: 'export/measures/all.csv', about: '' },
        refusedTo: () => undefined,
        linesFor: (person) => seenOf('measures', person).length,
      },
      {
        ...{ address: 'export/measures/osh.csv?territoryId=KG-GO', about: '' },
        refusedTo: () => undefined,
        linesFor: (person) => seenOf('measures', person).filter(({ territoryId }) => territoryId === 'KG-GO').length,
      },
    ],
    'forms/form': wholeOf('submissions')
      .filter(({ id }) => id!.startsWith(`${walked().walk.cycleId}.`))
      .map(({ territoryId, organisationId }) => ({
        address: `forms/${walked().walk.cycleId}/${organisationId}.xlsx`,
        about: organisationId!,
        refusedTo: (person) =>
          judge().sees(person, { territoryId, organisationIds: [organisationId] }) ? undefined : 'UNKNOWN_OBLIGATION',
      })),
    'export/trail': [
      {
        ...{ address: 'export/trail/osh.csv?kind=measure&id=osh-patrols&outcomes=ACCEPTED', about: 'osh-patrols' },
        refusedTo: () => undefined,
        linesFor: (person) => (judge().reaches(person, 'KG-GO') ? factsOfOsh : 0),
      },
    ],
    'export/person': ['demo-leninsky-secretary', 'demo-ministry'].map((id) => ({
      address: `export/person/${id}.json`,
      about: id,
      refusedTo: (person) =>
        person.id === id || (person.role === 'COUNCIL_SECRETARIAT' && person.territoryId === 'KG')
          ? undefined
          : 'NOT_YOURS_TO_READ',
    })),
  });
  /** Audit bundles are tried as everybody where there is a checkpoint to bundle under. */
  const ELSEWHERE: readonly QueryName[] = ['export/bundle'];
  const FILES = Object.keys(QUERIES).filter((name) => name.includes('/') && !ELSEWHERE.includes(name as QueryName));

  const sentence = (code: RefusalCode, { role }: Person, about: string, language: Language) => {
    const translator = translatorFor(language);
    return translator.say(`refusal.${code}`, { role: translator.say(`code.role.${role}`), id: about });
  };
  /** Below the headings. */
  const linesOf = (text: string) => text.trimEnd().split('\r\n').length - 1;
  const get = async (person: string | undefined, address: string, language: string) => {
    const answer = await walked().api.fetchAs(person, address, {}, language);
    return { status: answer.status, text: await answer.text() };
  };

  describe.each(FILES)('the file %s', (name) => {
    let cases: readonly Case[];
    beforeAll(async () => {
      const [facts] = await walked().api.database.db.query<{ count: string }>(
        sql`select count(*) from record.event where stream = 'measure-osh-patrols'`,
      );
      factsOfOsh = Number(facts!.count);
      expect(factsOfOsh).toBeGreaterThan(0);
      cases = files()[name as QueryName] ?? [];
    });

    test('is tried', () => expect(cases.length).toBeGreaterThan(0));

    test.each(PEOPLE)('holds for $id what the mandate reads, or says why it holds nothing', async (person) => {
      const language = LANGUAGES[person.id.length % LANGUAGES.length]!;
      for (const { address, about, refusedTo, linesFor } of cases) {
        const code = findQueryRefusal(person, name) ?? refusedTo(person);
        const { status, text } = await get(person.id, address, language);
        const told = status === 200 ? { lines: linesFor && linesOf(text) } : (JSON.parse(text) as object);
        expect({ address, status, ...told }).toMatchObject(
          code
            ? { address, status: STATUS[code] ?? 422, code, message: sentence(code, person, about, language) }
            : { address, status: 200, lines: linesFor?.(person) },
        );
      }
    });

    test('is of nobody who did not sign in or holds no mandate, and says which of the two', async () => {
      for (const { address } of cases)
        for (const language of LANGUAGES)
          for (const [person, code] of [
            [undefined, 'SIGN_IN_REQUIRED'],
            ['nobody-in-office', 'NO_MANDATE'],
          ] as const) {
            const { status, text } = await get(person, address, language);
            expect([status, JSON.parse(text)]).toEqual([
              STATUS[code],
              { code, message: translatorFor(language).say(`refusal.${code}`), path: null },
            ]);
          }
    });
  });

  test.each(PEOPLE)(
    'no form of another’s report, and no matrix without the right to plan, is taken from $id',
    async (person) => {
      const { api, walk } = walked();
      const language = LANGUAGES[person.id.length % LANGUAGES.length]!;
      const head = await api.installation.store.head();
      const send = async (address: string) => {
        const headers = { 'content-type': 'application/octet-stream' };
        const answer = await api.fetchAs(person.id, address, { method: 'POST', headers, body: 'a;b' }, language);
        return { status: answer.status, ...((await answer.json()) as object) };
      };
      const isIts = person.organisationId === 'commission-osh-city';
      expect(await send(`forms/${walk.cycleId}/commission-osh-city?dryRun=false`)).toMatchObject(
        isIts
          ? { status: 422 }
          : { code: 'NOT_YOUR_REPORT', message: sentence('NOT_YOUR_REPORT', person, '', language) },
      );
      const refused = { status: 403, code: 'NOT_PERMITTED', message: sentence('NOT_PERMITTED', person, '', language) };
      expect(await send('import/plan?planId=access-osh&dryRun=false')).toMatchObject(
        mayCommand(person.role, 'AddMeasure') ? { status: 422 } : refused,
      );
      expect(await api.installation.store.head()).toBe(head);
    },
  );
}
