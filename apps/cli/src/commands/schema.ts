import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { projectFile } from '@baikoo/database';
import { printApiSchema } from '../../../api/src/graphql/print-schema.js';
import { tell } from '../tell.js';

export const schemaCommand = new Command('schema').action(async () => {
  const file = projectFile('docs/schema.graphql');
  await writeFile(file, await printApiSchema());
  tell(`Written to ${file}`);
});
