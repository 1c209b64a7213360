import { readFileSync } from 'node:fs';
import { projectFile } from '@baikoo/database';
import { expect, test } from '@jest/globals';
import { printApiSchema } from '../apps/api/src/graphql/print-schema.js';

test('docs/schema.graphql is the schema of the code; `npm run schema` writes it anew', async () =>
  expect(await printApiSchema()).toBe(readFileSync(projectFile('docs/schema.graphql'), 'utf8')));
