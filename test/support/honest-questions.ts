import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type DocumentNode, getIntrospectionQuery, type GraphQLSchema, parse, validate } from 'graphql';
import { projectFile } from '@baikoo/database';

/** Where people and programs of our own ask: what is told to people, the demonstration, benchmarks and specs. */
const PLACES = ['README.md', 'docs', 'deploy', 'libs/first-data/src', 'libs/installation/src', 'apps/cli/src', 'test'];

/** Specs that ask too much on purpose. */
const HOSTILE = /hostile|production|honest-questions/;

/** `words`: how many words and signs the text has. */
export type Honest = { readonly document: DocumentNode; readonly words: number };

/** Every question that stands whole in our files and that the schema can answer. */
export function honestQuestions(schema: GraphQLSchema): readonly Honest[] {
  const texts = PLACES.flatMap((place) => filesIn(projectFile(place)))
    .filter((file) => /\.(ts|md)$/.test(file) && !HOSTILE.test(path.relative(projectFile('.'), file)))
    .flatMap((file) => questionsIn(readFileSync(file, 'utf8')));
  // GraphiQL asks for the whole schema first.
  return [...texts, getIntrospectionQuery({ inputValueDeprecation: true })].flatMap((text) => {
    const document = documentOf(text);
    return document && validate(schema, document).length === 0 ? [{ document, words: wordsOf(document) }] : [];
  });
}

function wordsOf({ loc }: DocumentNode): number {
  let count = 0;
  for (let token = loc?.startToken; token; token = token.next ?? undefined) count++;
  return count;
}

/** Texts in quotes of any kind that begin as a question does. */
function questionsIn(source: string): readonly string[] {
  return [/`([^`]*)`/g, /'([^'\n]*)'/g, /"([^"\n]*)"/g, /'([^']*)'/g].flatMap((quoted) =>
    [...source.matchAll(quoted)]
      .map(([, text]) => text!)
      .filter((text) => /^\s*(\{|query\b|mutation\b|subscription\b)/.test(text)),
  );
}

/** What a program fills in is taken for a short text. */
function documentOf(text: string): DocumentNode | undefined {
  try {
    return parse(text.replace(/\$\{[^}]*\}/g, 'x'));
  } catch {
    return undefined;
  }
}

function filesIn(place: string): readonly string[] {
  if (place.endsWith('.md')) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
