import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { PACKAGES, type Tree } from './house.js';

/** The rule file of this repository. */
export const config: IConfiguration = createRequire(import.meta.url)('../../../.dependency-cruiser.cjs');

const write = (folder: string, file: string, content: string) => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
};

const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));

/** A tree of its own under the temporary folder, with packages of its own. */
export const build = (folder: string, tree: Tree) => {
  for (const [file, imports] of Object.entries(tree)) {
    const lines = imports.map((line) => (line.startsWith('import ') ? line : `import '${line}';`));
    write(folder, file, [...lines, 'export {};'].join('\n'));
  }
  const { dependencies, devDependencies, undeclared } = PACKAGES;
  for (const name of [...dependencies, ...devDependencies, ...undeclared]) {
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(folder, `node_modules/${name}/index.js`, '');
    write(folder, `node_modules/${name}/core.js`, '');
  }
  const manifest = { name: 'house', dependencies: named(dependencies), devDependencies: named(devDependencies) };
  write(folder, 'package.json', JSON.stringify(manifest));
  const libs = new Set(Object.keys(tree).flatMap((file) => /^libs\/([^/]+)/.exec(file)?.[1] ?? []));
  const paths = Object.fromEntries(
    [...libs].flatMap((lib) => [
      [`@baikoo/${lib}`, [`./libs/${lib}/src/index.ts`]],
      [`@baikoo/${lib}/light`, [`./libs/${lib}/src/light.ts`]],
      [`@baikoo/${lib}/testing`, [`./libs/${lib}/src/testing.ts`]],
    ]),
  );
  // dependency-cruiser reads paths from the working folder unless a baseUrl says from where.
  const compilerOptions = { module: 'nodenext', moduleResolution: 'nodenext', jsx: 'react-jsx', baseUrl: '.', paths };
  write(folder, 'tsconfig.json', JSON.stringify({ compilerOptions, include: ['apps', 'libs'] }));
};

/** What dependency-cruiser says about a tree under the rule file of this repository. */
export const judge = async (baseDir: string) => {
  const fileName = path.join(baseDir, 'tsconfig.json');
  const { output } = await cruise(
    ['apps', 'libs'],
    {
      ...config.options,
      baseDir,
      tsConfig: { fileName },
      validate: true,
      ruleSet: { forbidden: config.forbidden ?? [] },
    },
    {},
    { tsConfig: extractTSConfig(fileName) },
  );
  const { summary, modules } = output as ICruiseResult;
  const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { violations, files: modules.length };
};
