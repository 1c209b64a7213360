import { type ZodType } from 'zod';
import { canonicalJson, type Json } from '../domain/index.js';
import { BundleBroken } from './failure.js';
import { BUNDLE_FORMAT, DECEIVING, FIRST_LINE, TEXT_MARK } from './format.js';
import { BUNDLE_LIMITS } from './limits.js';
import { type Line, readLines } from './read-lines.js';

/** A line taken apart: a word, a space, JSON. */
export type Part = { readonly line: number; readonly word: string; readonly json: string };

/** The parts of a bundle after its first line and the text for people, one at a time, with a look at the next. */
export class Parts {
  readonly #lines: AsyncGenerator<Line>;
  #next: Part | undefined;
  #ended = false;
  #last = 0;

  private constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#lines = readLines(chunks);
  }

  /** Reads the first line and passes over the text. Throws {@link BundleBroken}, as everything here does. */
  static async open(chunks: AsyncIterable<Uint8Array>): Promise<Parts> {
    const parts = new Parts(chunks);
    await parts.#readFirstLine();
    await parts.#passOverText();
    return parts;
  }

  /** The next part if it begins with the word; undefined, and it stays the next, if not. */
  async takeIf(word: string): Promise<Part | undefined> {
    const next = await this.#peek();
    if (next?.word !== word) return undefined;
    this.#next = undefined;
    return next;
  }

  /** The next part, which must begin with the word. */
  async take(word: string): Promise<Part> {
    const part = await this.takeIf(word);
    if (part) return part;
    const next = await this.#peek();
    if (!next) throw new BundleBroken('CUT_SHORT', this.#last + 1, `the file ends where "${word}" had to follow`);
    throw new BundleBroken('OUT_OF_ORDER', next.line, `it begins with "${next.word}" where "${word}" had to follow`);
  }

  /** Nothing may follow any more. */
  async expectEnd(): Promise<void> {
    const next = await this.#line();
    if (next) throw new BundleBroken('AFTER_THE_END', next.number, 'it stands after the end');
  }

  /** Lets go of the file, also in the middle. */
  async close(): Promise<void> {
    await this.#lines.return(undefined);
  }

  async #line(): Promise<Line | undefined> {
    const { value, done } = await this.#lines.next();
    if (done) return undefined;
    this.#last = value.number;
    return value;
  }

  async #readFirstLine(): Promise<void> {
    const first = await this.#line();
    const text = first && first.bytes.length < 100 ? first.bytes.toString('latin1') : '';
    if (text === FIRST_LINE) return;
    if (text.startsWith(`${BUNDLE_FORMAT}/`))
      throw new BundleBroken('OTHER_VERSION', 1, `it names a version that is not ${FIRST_LINE}`);
    throw new BundleBroken('NOT_A_BUNDLE', 1, `it is not "${FIRST_LINE}"`);
  }

  async #passOverText(): Promise<void> {
    for (let lines = 0; ; lines += 1) {
      const line = await this.#line();
      if (!line) return void (this.#ended = true);
      if (line.bytes[0] !== TEXT_MARK.charCodeAt(0)) return void (this.#next = partOf(line));
      if (lines >= BUNDLE_LIMITS.textLines) throw new BundleBroken('TOO_MUCH', line.number, 'the text has no end');
      if (line.bytes.length > BUNDLE_LIMITS.text)
        throw new BundleBroken('LINE_TOO_LONG', line.number, `a line of text has at most ${BUNDLE_LIMITS.text} bytes`);
      if (DECEIVING.test(decoded(line)))
        throw new BundleBroken('NOT_TEXT', line.number, 'it holds characters that make it look other than it is');
    }
  }

  async #peek(): Promise<Part | undefined> {
    if (this.#next || this.#ended) return this.#next;
    const line = await this.#line();
    if (!line) this.#ended = true;
    this.#next = line && partOf(line);
    return this.#next;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded({ number, bytes }: Line): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BundleBroken('NOT_TEXT', number, 'it is not UTF-8');
  }
}

function partOf(line: Line): Part {
  const text = decoded(line);
  const space = text.indexOf(' ');
  const word = text.slice(0, space);
  if (space < 1 || space > 20 || !/^[a-z]+$/.test(word))
    throw new BundleBroken('OUT_OF_ORDER', line.number, 'it does not begin with a word and a space');
  return { line: line.number, word, json: text.slice(space + 1) };
}

/**
 * The value of a part. Its JSON must be the one text that RFC 8785 has for it: a name that stands twice, a number that is
 * written otherwise or is too exact to hold, an escape that need not be, are thereby refused; nobody can read it in two ways.
 */
export function valueOf<T>({ line, json }: Part, shape: ZodType<T>): T {
  if (depthOf(json) > BUNDLE_LIMITS.depth)
    throw new BundleBroken('TOO_MUCH', line, `its JSON is nested more than ${BUNDLE_LIMITS.depth} deep`);
  const value = canonicalValue(json);
  if (value === undefined)
    throw new BundleBroken('NOT_CANONICAL', line, 'what follows the word is not JSON in the form of RFC 8785');
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new BundleBroken('WRONG_FIELDS', line, `${issue?.path.join('.') || 'it'} is not what the format says`);
}

function canonicalValue(json: string): Json | undefined {
  try {
    const value = JSON.parse(json) as Json;
    return canonicalJson(value) === json ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Brackets in each other, without those in strings: looked at before anything follows them. */
function depthOf(json: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, (depth += 1));
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}
