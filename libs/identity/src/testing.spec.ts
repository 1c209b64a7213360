import { expect, test } from '@jest/globals';
import { findPersonalData } from './testing.js';

test.each([
  'Ask b.asanov@example.kg',
  'Позвоните +996 555 123 456',
  'tel. 996555123456',
  'тел. 0555 12-34-56',
  '+996(312)123456',
])('"%s" names a person', (text) => expect(findPersonalData({ a: [text] })).toHaveLength(1));
test.each([
  '1250.50',
  '41711201000000',
  '2026-11-22T06:00:00.000Z',
  'd46d4d8f-0996-4555-8234-560000000000',
  '996 measures',
  '05794553-8d85-4711-bb6c-6bff76900f59',
  'a @ b',
])('"%s" names nobody', (text) => expect(findPersonalData({ a: text })).toEqual([]));
test('a field for a phone is found whatever it holds, and a known name wherever it stands', () => {
  expect(findPersonalData({ officePhone: 'x' })).toEqual(['.officePhone']);
  expect(findPersonalData({ text: 'Discussed with Асанов Бакыт.' }, ['Асанов Бакыт'])).toHaveLength(1);
});
