import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

let root = path.dirname(fileURLToPath(import.meta.url));
while (!existsSync(path.join(root, 'nest-cli.json'))) {
  if (root === path.dirname(root))
    throw new Error('nest-cli.json, which marks the root of the project, was not found.');
  root = path.dirname(root);
}

/** The absolute path of a file that ships with the project, whether the code runs from its sources or from `dist`. */
export const projectFile = (fromRoot: string): string => path.join(root, fromRoot);
