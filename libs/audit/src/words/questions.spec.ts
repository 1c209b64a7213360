import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, type GraphQLArgument, type GraphQLInputField, isInputObjectType } from 'graphql';
import { type AskedField, refusalSentence } from '@baikoo/edge';
import { COMMANDS, QUERIES } from '@baikoo/identity';
import { type Language, LANGUAGES } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { describe, expect, test } from '@jest/globals';
import { questionsAbout } from '../trail/questions-about.js';
import { commandInWords } from './facts.js';
import type { Speech } from './in-words.js';
import { questionInWords, subjectOfQuestion } from './questions.js';

const speech = (language: Language, names: Readonly<Record<string, string>> = {}): Speech => ({
  ...{ language, translator: translatorFor(language) },
  nameOf: (kind, id) => names[`${kind} ${id}`] ?? id,
});
const asked = (field: string, given: AskedField['arguments'] = {}, names = {}) =>
  questionInWords({ field, arguments: given }, speech('en', names));

describe('a command', () => {
  test.each(LANGUAGES)('is known by words in %s, and no two by the same', (language) => {
    const words = COMMANDS.map((command) => commandInWords(command, translatorFor(language)));
    expect(COMMANDS.filter((command) => words.includes(command))).toEqual([]);
    expect(new Set(words).size).toBe(COMMANDS.length);
  });

  test('that broke a rule of its fields is explained to whoever reads of it, and not to whoever gave it', () => {
    const details = { path: 'text', reason: 'must not be empty', rule: 'isText', limit: '4000' };
    expect(refusalSentence({ refused: 'INVALID_INPUT', details }, 'ru')).toMatch(/^Поле «текст» не должно .+ 4000/);
  });

  test('that this version does not know stands for itself', () =>
    expect(commandInWords('LightLamp', translatorFor('en'))).toBe('LightLamp'));
});

describe('a question', () => {
  test.each(LANGUAGES)('of the schema, or for a file, is said in words in %s', (language) => {
    const code = /\/|\b[a-z]+[A-Z]|undefined/;
    const told = Object.keys(QUERIES).map((field) => questionInWords({ field, arguments: {} }, speech(language)));
    expect(told.filter((words) => code.test(words))).toEqual([]);
  });

  // Of an address every part is kept, whatever it is called.
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
    'is told with an argument that every object of the language has: %s',
    (name) =>
      expect(asked('export/trail', { ...(JSON.parse(`{"${name}":"1","a":"b"}`) as object) })).toContain(
        `${name}: 1, a: b`,
      ),
  );

  // Whoever reads Cyrillic meets a name of the schema at once; English has the same words (languages.spec.ts).
  test.each(['ru', 'ky'] as const)('has words for each of its arguments in %s', (language) => {
    const schema = buildSchema(readFileSync('docs/schema.graphql', 'utf8'));
    const names = new Set<string>();
    const take = ({ name, type }: GraphQLArgument | GraphQLInputField): void => {
      const named = getNamedType(type);
      if (isInputObjectType(named)) Object.values(named.getFields()).forEach(take);
      else names.add(name);
    };
    for (const root of [schema.getQueryType(), schema.getSubscriptionType()])
      for (const field of Object.values(root?.getFields() ?? {})) field.args.forEach(take);
    const told = [...names].map((name) =>
      questionInWords({ field: 'measures', arguments: { [name]: 7 } }, speech(language)),
    );
    expect(told.filter((words) => /[a-z]/i.test(words))).toEqual([]);
    expect(names.size).toBeGreaterThan(50);
  });

  test('about one thing names it', () => {
    const names = { 'MEASURE lights': 'Lighting of the yards', 'TASK concept/4.1-1': '4.1/1 Laws' };
    expect(asked('measure', { id: 'lights' }, names)).toBe('measure (Lighting of the yards)');
    expect(asked('task', { planId: 'concept', id: '4.1-1' }, names)).toBe('task (4.1/1 Laws)');
    expect(asked('export/plan', { file: 'concept.xlsx' }, { 'PLAN concept': 'Concept' })).toBe(
      'table of a plan, taken away (Concept)',
    );
  });

  test('of the trail says of what it was asked, and by what it was narrowed, without a sign of JSON', () => {
    const names = { 'TERRITORY KG-GB': 'Bishkek', 'ORGANISATION mia': 'Ministry of Internal Affairs' };
    const about = { kind: 'TERRITORY', id: 'KG-GB', within: true };
    const filter = { outcomes: ['REFUSED', 'READ'], organisationId: 'mia' };
    expect(asked('trail', { about, filter, first: 50, order: 'NEWEST_FIRST' }, names)).toBe(
      'audit trail (territory: Bishkek, with everything that belongs to it, outcome: refused, read, ' +
        'organisation: Ministry of Internal Affairs)',
    );
    const file = { file: 'b.csv', kind: 'territory', id: 'KG-GB', within: 'true' };
    expect(asked('export/trail', file, names)).toBe(
      'table of the audit trail, taken away (territory: Bishkek, with everything that belongs to it)',
    );
  });

  test('for a bundle names what it proves, and the checkpoints that it continues', () => {
    const names = { 'MEASURE lights': 'Lighting of the yards' };
    const given = { file: 'b.baikoo-bundle', subject: 'MEASURE:lights', earlier: '300,484' };
    const question = { field: 'export/bundle', arguments: given };
    expect(subjectOfQuestion(question)).toEqual({ kind: 'MEASURE', id: 'lights' });
    expect(questionInWords(question, speech('en', names))).toBe(
      'audit bundle, taken away (measure: Lighting of the yards, continuing checkpoints of: 300,484)',
    );
    expect(asked('export/bundle', { range: '1..9' })).toBe('audit bundle, taken away (positions: 1..9)');
  });

  test('of a list says by which codes, names and dates it was narrowed', () => {
    const names = { 'TERRITORY KG-GB': 'Bishkek', 'ORGANISATION mia': 'Ministry' };
    const given = { within: 'KG-GB', statuses: ['IN_PROGRESS'], lights: ['RED'], mine: true, executorId: 'mia' };
    expect(asked('measures', { ...given, withinOn: '2026-06-01', sort: 'DEADLINE' }, names)).toBe(
      'measures (within: Bishkek, status: In progress, traffic light: Red, own ones, executor: Ministry, ' +
        'by the map of: 1 June 2026)',
    );
  });

  test('that this version does not know stands for itself', () =>
    expect(asked('lamps', { id: 'l' })).toBe('lamps (id: l)'));
});

describe('what is looked for in the log of reads of a thing', () => {
  test('says of which kind it is, because a plan and its calendar have one id', () => {
    const patterns = questionsAbout({ kind: 'CALENDAR', id: 'concept' }).map((pattern) => JSON.stringify(pattern));
    expect(patterns.filter((pattern) => !/calendar/i.test(pattern))).toEqual([]);
  });
  test('is the plan of a direction and the direction within it', () =>
    expect(questionsAbout({ kind: 'DIRECTION', id: 'concept/4.1' })).toContainEqual({
      field: 'direction',
      arguments: { planId: 'concept', id: '4.1' },
    }));
  test('is a file by its name', () =>
    expect(questionsAbout({ kind: 'PERSON', id: 'p-1' })).toContainEqual({
      field: 'export/person',
      arguments: { file: 'p-1.json' },
    }));
  test('is a file at the machine by the id of what it is of', () =>
    expect(questionsAbout({ kind: 'PERSON', id: 'p-1' })).toContainEqual({
      field: 'export/person',
      arguments: { id: 'p-1' },
    }));
});
