import { readdirSync, readFileSync } from 'node:fs';
import { councilProjection } from '@baikoo/council';
import { cyclesProjection } from '@baikoo/cycles';
import type { Recorded } from '@baikoo/event-store';
import { identityProjection } from '@baikoo/identity';
import { indicatorsProjection } from '@baikoo/indicators';
import { type Language, LANGUAGES } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { measuresProjection } from '@baikoo/measures';
import { plansProjection } from '@baikoo/plans';
import { reportsProjection } from '@baikoo/reports';
import { territoriesProjection } from '@baikoo/territories';
import { describe, expect, test } from '@jest/globals';
import { changesOf } from '../trail/changes.js';
import { wordsFor } from './facts.js';
import { inWords, type Speech } from './in-words.js';
import { sentenceOf } from './sentence.js';

const speech = (language: Language, names: Readonly<Record<string, string>> = {}, unnamed = true): Speech => ({
  ...{ language, translator: translatorFor(language) },
  nameOf: (kind, id) => names[`${kind} ${id}`] ?? (unnamed ? id : 'its name'),
});

const samples = readdirSync('test/recorded-events')
  .map((file) => JSON.parse(readFileSync(`test/recorded-events/${file}`, 'utf8')) as Recorded & { position: string })
  .map((event): Recorded => ({ ...event, position: BigInt(event.position) }))
  .toSorted((a, b) => (a.position < b.position ? -1 : 1));
const sample = (type: string) => samples.find((event) => event.type === type)!;

/** What only a program reads: JSON, codes in capitals, dates of the standard, what JavaScript calls nothing. */
const RAW =
  /[{}[\]]|undefined|\[object|\b[A-Z]{3,}_[A-Z]+\b|\d{4}-\d{2}-\d{2}T|(?<![\w.-])\d{4}-\d{2}-\d{2}(?![\w.-])|\b[a-z]+(Id|On|By|Of|Text|Kind|Add|Days|Code)s?\b/;

describe('every fact of the record', () => {
  test.each(LANGUAGES)('is a sentence in %s without anything that only a program reads', (language) => {
    const told = samples.map((event) => [event.type, sentenceOf(event, speech(language, {}, false))] as const);
    expect(told.filter(([, sentence]) => RAW.test(sentence))).toEqual([]);
    expect(told.length).toBeGreaterThan(90);
  });

  // Of each kind of fact there is a sample: `test/recorded-events.spec.ts`.
  test.each(LANGUAGES)('has a sentence of its own in %s, and fills every place of it', (language) => {
    const translator = translatorFor(language);
    const nameless = samples.filter(
      (event) => sentenceOf(event, speech(language)) === wordsFor(event.type, translator),
    );
    expect(nameless.map(({ type }) => type)).toEqual([]);
  });

  test.each(LANGUAGES)('changes values that are words in %s', (language) => {
    const models = [
      ...[councilProjection, cyclesProjection, identityProjection, indicatorsProjection, measuresProjection],
      ...[plansProjection, reportsProjection, territoriesProjection],
    ].flatMap((projection) => projection.models);
    const values = changesOf(models, samples)
      .flat()
      .flatMap(({ row, field, before, after }) =>
        [before, after].map((value) => [
          row,
          field,
          inWords(field, value, speech(language, {}, false), { of: row.split('/')[0]! }),
        ]),
      );
    expect(values.length).toBeGreaterThan(400);
    // What people wrote of where a figure comes from is theirs.
    const raw = values
      .filter(([, field]) => field !== 'source' && field !== 'population')
      .filter(([, , words]) => RAW.test(words!));
    expect(raw).toEqual([]);
  });
});

describe('a sentence', () => {
  test('of a deadline says from when to when it moved, by which decision and why', () => {
    const event = sample('DeadlineExtended');
    const data = { ...event.data, formerDeadline: '2026-06-01', deadline: '2026-09-01' };
    expect(sentenceOf({ ...event, data }, speech('en'))).toMatch(
      /^The deadline moved from 1 June 2026 to 1 September 2026, by this decision: .+ Why: /,
    );
    expect(sentenceOf({ ...event, data }, speech('ru'))).toMatch(
      /^Срок перенесён с 1 июня 2026 г\. на 1 сентября 2026 г\. решением: /,
    );
  });

  test('names organisations, measures and people as the reader knows them', () => {
    const names = { 'MEASURE osh-patrols': 'Patrols in Osh' };
    expect(sentenceOf(sample('ItemReported'), speech('en', names))).toMatch(
      /kind: progress, .*measure: Patrols in Osh/,
    );
  });

  test('of a fact that this build does not know is its name', () =>
    expect(sentenceOf({ ...sample('MeasureAdded'), type: 'LampLit', unknown: true }, speech('en'))).toBe('LampLit'));

  test('of a fact without the fields that its sentence names is the name of the fact', () =>
    expect(sentenceOf({ ...sample('DeadlineExtended'), data: {} }, speech('en'))).toBe(
      'Deadline extended by decision',
    ));
});

describe('a value', () => {
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
  const said = (field: string, value: unknown, of = 'measure', names = {}) =>
    plain(inWords(field, value, speech('en', names), { of }));

  test.each([
    ['a status', 'status', 'COMPLETION_CLAIMED', 'Completion claimed'],
    ['a date', 'deadline', '2026-06-01', '1 June 2026'],
    ['money', 'allocated', '1250000.50', '1,250,000.50'],
    ['progress', 'percent', 45, '45%'],
    ['whole progress', 'percent', 100, '100%'],
    ['nothing', 'reason', null, '–'],
    ['yes and no', 'illustrative', true, 'yes'],
    ['a period', 'period', '2026-H1', 'first half of 2026'],
    ['an empty list', 'co_executor_ids', [], 'none'],
    ['a year', 'year', 2026, '2026'],
    ['an author', 'claimed_by', { personId: 'p', organisationId: 'o' }, 'p (o)'],
    ['a source', 'source', { title: 'Concept', reference: 'Table 1' }, 'Concept (Table 1)'],
    ['an act', 'legal_act', { titles: { en: 'Order' }, number: '5', date: null }, 'Order, No. 5'],
    ['a text', 'titles', { ru: 'Свет', unconfirmed: ['ky'] }, 'Свет'],
  ])('%s is said as a reader expects it', (_, field, value, words) => expect(said(field, value)).toBe(words));

  test('an id is said by its name', () =>
    expect(said('co_executor_ids', ['a', 'b'], 'measure', { 'ORGANISATION a': 'Police' })).toBe('Police, b'));

  test('the id of a direction is looked up within its plan', () =>
    expect(
      inWords('direction_id', '4.1', speech('en', { 'DIRECTION p/4.1': '4.1 Law' }), { beside: { plan_id: 'p' } }),
    ).toBe('4.1 Law'));

  test('an item of a report is said by what it is about', () =>
    expect(said('item_id', 'READING.FRAUD.2026-H1', '', { 'INDICATOR FRAUD': 'Fraud' })).toBe(
      'reading: Fraud, first half of 2026',
    ));

  test('an item of a report is said by its whole measure, also where its id has stops', () => {
    const names = { 'MEASURE plan.7': 'Lamps' };
    expect(said('item_id', 'PROGRESS.plan.7', '', names)).toBe('progress: Lamps');
    expect(said('item_id', 'EXPENDITURE.plan.7.local-2026', '', names)).toBe('expenditure: Lamps, local-2026');
  });

  test('what has fields is said by its kind and what it is about before its figures', () => {
    const item = { amount: '100', kind: 'EXPENDITURE', lineId: 'l', measureId: 'm' };
    expect(said('item', item, '', { 'MEASURE m': 'Lamps' })).toBe(
      'kind: expenditure, measure: Lamps, amount (som): 100, funding line: l',
    );
  });

  test.each(['ru', 'ky'] as const)('what a check of a reading found is said in words in %s', (language) => {
    const found = {
      ...{ dimension: 'x', sum: '1', value: '1', score: '4.1', threshold: '3.5', before: '2', change: '-0.5' },
      ...{ other: '3', otherPeriod: '2024', beforePeriod: '2023', since: '2022', periods: '2', others: '4, 5' },
    };
    const told = inWords('details', found, speech(language), { of: 'reading_flag' });
    expect(told.replace('x', '')).not.toMatch(/[a-z]/i);
  });
});
