import { describe, expect, test } from '@jest/globals';
import { readsNames, readsPersonalDataOf } from './personal-reading.js';
import { QUERIES, type QuerySubject } from './queries.js';
import { findQueryRefusal } from './query-policy.js';
import { READING, readingScopeOf, readsPersons, trailScopeOf } from './reading.js';
import { isRole, type Role, ROLES } from './roles.js';

const by = (role: string, territoryId: string | null = 'KG-X') => ({
  ...{ role, territoryId, organisationId: 'commission-x', personId: 'person-x' },
});

// Local contributor, commission secretary and chair, local kenesh, ministry focal point, council secretariat and chair,
// auditor, expert, public, operator: the order of ROLES. x: may ask; -: only a mandate for the whole republic may.
const TABLE = `
                LC CS CC LK MF SE CH AU EX PU OP
  SELF          x  x  x  x  x  x  x  x  x  x  x
  PROOF         x  x  x  x  x  x  x  x  x  x  x
  REFERENCE     x  x  x  x  x  x  x  x  x  .  .
  SCOPED        x  x  x  x  x  x  x  x  x  .  .
  OWN           x  x  x  x  x  x  x  x  x  .  .
  ORGANISATION  x  x  x  x  x  x  x  x  x  .  .
  TERRITORY     .  x  x  x  .  x  x  x  x  .  .
  REPUBLIC      .  -  -  -  .  -  -  -  -  .  .
  TRAIL         x  x  x  x  x  x  x  x  .  .  .
`;
const rows = TABLE.trim().split('\n').slice(1);
const expected = new Map(
  rows.map((row) => {
    const [subject, ...marks] = row.trim().split(/ +/);
    return [subject as QuerySubject, new Map(ROLES.map((role, i) => [role, marks[i]]))];
  }),
);

describe('who may ask which question', () => {
  test.each(Object.entries(QUERIES))('%s, about %s', (query, subject) => {
    for (const role of ROLES) {
      const mark = expected.get(subject)!.get(role);
      const answer = { x: undefined, '-': 'NOT_YOURS_TO_READ', '.': 'NOT_PERMITTED' }[mark!];
      expect([role, findQueryRefusal(by(role), query)]).toEqual([role, answer]);
      expect([role, findQueryRefusal(by(role, 'KG'), query)]).toEqual([role, mark === '-' ? undefined : answer]);
    }
  });
  test('what was not declared is refused to everybody', () => {
    for (const query of ['everything', 'toString', '__proto__', 'constructor'])
      expect(new Set(ROLES.map((role) => findQueryRefusal(by(role), query)))).toEqual(new Set(['NOT_PERMITTED']));
  });
  test('a role that is not in the table may ask nothing, not even who it is', () => {
    for (const query of Object.keys(QUERIES)) expect(findQueryRefusal(by('SUPERUSER'), query)).toBe('NOT_PERMITTED');
    expect(findQueryRefusal(by('toString'), 'me')).toBe('NOT_PERMITTED');
  });
  test('a mandate of a commission for no territory reaches nothing', () => {
    expect(findQueryRefusal(by('COMMISSION_SECRETARY', null), 'measures')).toBe('NOT_YOURS_TO_READ');
    expect(findQueryRefusal(by('MINISTRY_FOCAL_POINT', null), 'measures')).toBeUndefined();
  });
});

describe('what a mandate lets its holder read', () => {
  const SCOPES: Readonly<Record<Role, readonly [unknown, unknown]>> = {
    LOCAL_CONTRIBUTOR: [
      { kind: 'OWN', organisationId: 'commission-x', territoryId: 'KG-X' },
      { kind: 'OWN_ACTS', personId: 'person-x' },
    ],
    COMMISSION_SECRETARY: [
      { kind: 'SUBTREE', territoryId: 'KG-X' },
      { kind: 'SUBTREE', territoryId: 'KG-X' },
    ],
    COMMISSION_CHAIR: [
      { kind: 'SUBTREE', territoryId: 'KG-X' },
      { kind: 'SUBTREE', territoryId: 'KG-X' },
    ],
    LOCAL_KENESH: [
      { kind: 'SUBTREE', territoryId: 'KG-X' },
      { kind: 'SUBTREE', territoryId: 'KG-X' },
    ],
    MINISTRY_FOCAL_POINT: [
      { kind: 'ITS_MEASURES', organisationId: 'commission-x' },
      { kind: 'OWN', organisationId: 'commission-x' },
    ],
    COUNCIL_SECRETARIAT: [
      { kind: 'SUBTREE', territoryId: 'KG-X' },
      { kind: 'SUBTREE', territoryId: 'KG-X' },
    ],
    COUNCIL_CHAIR: [
      { kind: 'SUBTREE', territoryId: 'KG-X' },
      { kind: 'SUBTREE', territoryId: 'KG-X' },
    ],
    AUDITOR: [
      { kind: 'SUBTREE', territoryId: 'KG-X' },
      { kind: 'SUBTREE', territoryId: 'KG-X' },
    ],
    EXPERT: [{ kind: 'SUBTREE', territoryId: 'KG-X' }, { kind: 'NONE' }],
    PUBLIC: [{ kind: 'RELEASED' }, { kind: 'RELEASED' }],
    OPERATOR: [{ kind: 'NONE' }, { kind: 'NONE' }],
  };
  test.each(ROLES)('as %s', (role) => {
    expect([readingScopeOf(by(role)), trailScopeOf(by(role))]).toEqual(SCOPES[role]);
  });
  test.each(['COUNCIL_SECRETARIAT', 'COUNCIL_CHAIR', 'AUDITOR'])(
    'as %s of the whole republic, everything, and of a part of it, that part',
    (role) => {
      for (const territoryId of ['KG', null])
        expect([readingScopeOf(by(role, territoryId)), trailScopeOf(by(role, territoryId))]).toEqual([
          { kind: 'ALL' },
          { kind: 'ALL' },
        ]);
      expect(findQueryRefusal(by(role, 'KG'), 'nationalOverview')).toBeUndefined();
      expect(findQueryRefusal(by(role), 'nationalOverview')).toBe('NOT_YOURS_TO_READ');
    },
  );
  test('data about a person are read by the secretariat of the whole republic, and by nobody for a part of it', () => {
    const reads = (role: string, territoryId: string | null) =>
      readsPersonalDataOf({ personId: 'reader', role, territoryId }, 'another');
    expect(ROLES.filter((role) => reads(role, 'KG'))).toEqual(['COUNCIL_SECRETARIAT']);
    expect(ROLES.filter((role) => reads(role, 'KG-X'))).toEqual([]);
    expect(readsPersonalDataOf({ personId: 'reader', role: 'EXPERT', territoryId: 'KG-X' }, 'reader')).toBe(true);
  });
  test('a role that is not in the table reads nothing', () => {
    expect(readingScopeOf(by('SUPERUSER'))).toEqual({ kind: 'NONE' });
    expect(trailScopeOf(by('SUPERUSER'))).toEqual({ kind: 'NONE' });
    expect(readsPersons(by('SUPERUSER'))).toBe(false);
  });
  test('experts, the public and operators are told nobody’s id', () =>
    expect(ROLES.filter((role) => !readsPersons(by(role)))).toEqual(['EXPERT', 'PUBLIC', 'OPERATOR']));
  test('the secretariat and auditors are told names of people beside their ids', () =>
    expect(ROLES.filter((role) => readsNames(by(role)))).toEqual(['COUNCIL_SECRETARIAT', 'AUDITOR']));
  test('every role of the table is a role', () => expect(Object.keys(READING).every(isRole)).toBe(true));
  test('the data scope never looks at the person, so that equal mandates share an answer', () => {
    for (const role of ROLES) {
      const watched = {
        ...by(role),
        get personId(): string {
          throw new Error('looked');
        },
      };
      expect(() => readingScopeOf(watched)).not.toThrow();
      expect(() => findQueryRefusal(watched, 'measures')).not.toThrow();
    }
  });
});
