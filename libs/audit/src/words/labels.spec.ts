import { readFileSync, readdirSync } from 'node:fs';
import { translatorFor } from '@baikoo/languages';
import { expect, test } from '@jest/globals';
import { labelOf } from './labels.js';

/** Never shown as a change: what a row keeps for itself, and the columns of derived tables. */
const OWN = [...['id', 'revision', 'facts', 'successor_ids', 'stream', 'echo', 'actor_id', 'effective_at']];

const columns = readdirSync('libs', { recursive: true, encoding: 'utf8' })
  .filter((file) => /src\/read\/[^/]+\.sql$/.test(file))
  .flatMap((file) => [
    ...readFileSync(`libs/${file}`, 'utf8').matchAll(
      /^ {2}([a-z_]+) +(?:text|date|jsonb|bigint|integer|numeric|boolean)/gm,
    ),
  ])
  .map(([, column]) => column!);

test('every column that a trail can show has words in the language of the reader', () => {
  expect(columns.length).toBeGreaterThan(100);
  const shown = new Set(columns.filter((column) => !OWN.includes(column)));
  expect([...shown].filter((column) => labelOf(column, translatorFor('ky')) === column)).toEqual([]);
});

test('a mandate begins, and has no period', () => {
  const said = (table: string) => labelOf('starts_on', translatorFor('ru'), table);
  expect([said('mandate'), said('plan')]).toEqual(['начало полномочий', 'начало периода']);
});

test('a column that has none stands for itself', () =>
  expect(labelOf('not_a_column', translatorFor('ru'))).toBe('not_a_column'));
