import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFile } from '@baikoo/database/light';
import { SETTING_NAMES } from '@baikoo/installation/light';
import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../apps/cli/src/commands.js';

const pages = pagesIn('.', 'data', 'deploy', 'docs', 'docs/adr');
const { scripts } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { scripts: object };

describe('the documentation', () => {
  test('is found', () => expect(pages.length).toBeGreaterThan(40));

  test.each(pages)('%s links to what is there', (page) => {
    const broken = linksIn(page).filter((link) => !leadsSomewhere(page, link));
    expect(broken).toEqual([]);
  });

  test.each(pages)('%s names scripts and commands that there are', (page) => {
    const text = read(page);
    const unknown = [
      ...named(text, /\bnpm run (?:-s )?([a-z][a-z:-]*)/g).filter((script) => !(script in scripts)),
      ...named(text, /(?:\bnpm run -s baikoo --|`baikoo) ([a-z][a-z-]*)/g).filter((command) => !(command in COMMANDS)),
    ];
    expect(unknown).toEqual([]);
  });

  test('names in the README every command', () => {
    const told = named(read('README.md'), /`baikoo ([a-z-]+)/g);
    // The script `schema` builds first, and is what people call.
    expect([...new Set([...told, 'schema'])].toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
  });

  test('tells of every setting in docs/settings.md, and of no other', () => {
    const told = named(read('docs/settings.md'), /^\| `([A-Z_]+)`|`([A-Z_]+_FILE)`/gm);
    expect([...new Set(told)].toSorted()).toEqual([...SETTING_NAMES, 'TEST_DATABASE_URL'].toSorted());
  });
});

function pagesIn(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(projectFile(folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join(folder, name)),
  );
}

function read(page: string): string {
  return readFileSync(projectFile(page), 'utf8');
}

const named = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups.find((group) => group !== undefined)!);

/** A page without what is not read as Markdown: blocks of code. */
const prose = (page: string): string => read(page).replaceAll(/^```.*?^```/gms, '');

/** Where a page leads inside the project; addresses of the network are not looked up. */
const linksIn = (page: string): readonly string[] =>
  named(prose(page).replaceAll(/`[^`\n]*`/g, ''), /\]\(([^)\s]+)\)/g).filter((link) => !/^[a-z]+:/.test(link));

function leadsSomewhere(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), decodeURI(file));
  if (!existsSync(projectFile(target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** Anchors of headings as GitHub makes them: small letters, no punctuation, hyphens for spaces. */
const anchorsOf = (page: string): readonly string[] =>
  named(prose(page), /^#+ (.*)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
