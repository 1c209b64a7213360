import { canonicalJson, type Json } from './canonical-json.js';

/** Text in UTF-8 with one character for each byte (`latin1`). */
export type Utf8Bytes = string;

const encoded = (text: string): Utf8Bytes => Buffer.from(text, 'utf8').toString('latin1');
const decoded = (bytes: Utf8Bytes): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** The text between quotes: what needs no escape stands as it is. */
export const quotedBytes = (bytes: Utf8Bytes): Utf8Bytes =>
  ESCAPED.test(bytes) ? encoded(canonicalJson(decoded(bytes))) : `"${bytes}"`;
const ESCAPED = /[^\x20\x21\x23-\x5b\x5d-\xff]/;

/**
 * The canonical text (RFC 8785) of JSON that a store has checked: what {@link canonicalJson} says of its value. JSON as
 * programs write it is that text already, but for the order of its fields: they are put in their places, and nothing
 * is parsed. Whatever is written otherwise (spaces, escapes, a name twice) is parsed.
 */
export function canonicalBytes(json: Utf8Bytes): Utf8Bytes {
  try {
    return new Ordering(json).text();
  } catch (error) {
    if (error !== WRITTEN_OTHERWISE) throw error;
    return encoded(canonicalJson(JSON.parse(decoded(json)) as Json));
  }
}

/** Made once: an error that looks for the place of its throwing would cost more than all the rest. */
const WRITTEN_OTHERWISE = new Error('The JSON is not written as programs write it.');

/** The order in which fields stand, by their names as they are written; undefined: as they are. Events have few shapes. */
type Order = readonly number[] | undefined;
const ORDERS = new Map<Utf8Bytes, Order>();
const ORDERS_KEPT = 10_000;
const FIELDS_ORDERED = 64;
const DEPTH = 64;

function orderOf(written: readonly Utf8Bytes[]): Order {
  // Without their quotes, which sort behind a space.
  const names = written.map((name) => name.slice(1, -1));
  // Beyond ASCII the order of UTF-16 is not that of bytes. Of a name that stands twice, the last value counts.
  if (names.some((name) => NOT_ASCII.test(name)) || new Set(names).size < names.length) throw WRITTEN_OTHERWISE;
  const sorted = names.toSorted();
  return sorted.every((name, at) => name === names[at]) ? undefined : sorted.map((name) => names.indexOf(name));
}
const NOT_ASCII = /[\x80-\xff]/;

/** Goes once through a text. Each value says nothing where it stands as it is, and its text where it does not. */
class Ordering {
  private at = 0;
  private depth = 0;

  constructor(private readonly json: Utf8Bytes) {}

  text(): Utf8Bytes {
    if (this.json.includes('\\')) throw WRITTEN_OTHERWISE;
    const text = this.value();
    if (this.at !== this.json.length) throw WRITTEN_OTHERWISE;
    return text ?? this.json;
  }

  private value(): Utf8Bytes | undefined {
    const first = this.json.charCodeAt(this.at);
    if (first === QUOTE) return this.string();
    if (first !== OPENS_OBJECT && first !== OPENS_LIST) return this.scalar();
    if (++this.depth > DEPTH) throw WRITTEN_OTHERWISE;
    const text = first === OPENS_OBJECT ? this.fields() : this.items();
    this.depth--;
    return text;
  }

  private string(): undefined {
    const end = this.json.indexOf('"', this.at + 1);
    if (this.json.charCodeAt(this.at) !== QUOTE || end === -1) throw WRITTEN_OTHERWISE;
    this.at = end + 1;
  }

  private scalar(): Utf8Bytes | undefined {
    for (const word of WORDS) if (this.json.startsWith(word, this.at)) return void (this.at += word.length);
    const from = this.at;
    while (PART_OF_NUMBER.has(this.json.charCodeAt(this.at))) this.at++;
    const written = this.json.slice(from, this.at);
    if (WHOLE_NUMBER.test(written)) return undefined;
    if (!NUMBER.test(written)) throw WRITTEN_OTHERWISE;
    return canonicalJson(Number(written));
  }

  private fields(): Utf8Bytes | undefined {
    if (this.isEmpty(CLOSES_OBJECT)) return undefined;
    const [names, texts]: [Utf8Bytes[], Utf8Bytes[]] = [[], []];
    let [shape, asItIs] = ['', true];
    do {
      const from = ++this.at;
      this.string();
      const name = this.json.slice(from, this.at);
      names.push(name);
      shape += name;
      if (this.json.charCodeAt(this.at++) !== COLON || names.length > FIELDS_ORDERED) throw WRITTEN_OTHERWISE;
      const value = this.value();
      texts.push(value === undefined ? this.json.slice(from, this.at) : `${name}:${value}`);
      asItIs &&= value === undefined;
    } while (!this.ends(CLOSES_OBJECT));
    const order = knownOrder(shape, names);
    if (order) return `{${inOrder(texts, order)}}`;
    return asItIs ? undefined : `{${texts.join(',')}}`;
  }

  private items(): Utf8Bytes | undefined {
    if (this.isEmpty(CLOSES_LIST)) return undefined;
    const start = this.at;
    let text: Utf8Bytes | undefined;
    do {
      const from = ++this.at;
      const value = this.value();
      if (text !== undefined) text += `,${value ?? this.json.slice(from, this.at)}`;
      // What came before stood as it was, until now.
      else if (value !== undefined) text = this.json.slice(start, from) + value;
    } while (!this.ends(CLOSES_LIST));
    return text === undefined ? undefined : `${text}]`;
  }

  private isEmpty(bracket: number): boolean {
    if (this.json.charCodeAt(this.at + 1) !== bracket) return false;
    this.at += 2;
    return true;
  }

  /** Goes past the bracket after the last value. After any other a comma stands, and there it stays. */
  private ends(bracket: number): boolean {
    const code = this.json.charCodeAt(this.at);
    if (code !== bracket && code !== COMMA) throw WRITTEN_OTHERWISE;
    if (code === bracket) this.at++;
    return code === bracket;
  }
}

function knownOrder(shape: Utf8Bytes, names: readonly Utf8Bytes[]): Order {
  let order = ORDERS.get(shape);
  if (order !== undefined || ORDERS.has(shape)) return order;
  order = orderOf(names);
  if (ORDERS.size >= ORDERS_KEPT) ORDERS.clear();
  ORDERS.set(shape, order);
  return order;
}

function inOrder(texts: readonly Utf8Bytes[], order: readonly number[]): Utf8Bytes {
  let text = texts[order[0]!]!;
  for (let place = 1; place < order.length; place++) text += `,${texts[order[place]!]!}`;
  return text;
}

const [QUOTE, COMMA, COLON] = [0x22, 0x2c, 0x3a];
const [OPENS_OBJECT, CLOSES_OBJECT, OPENS_LIST, CLOSES_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
const WORDS = ['null', 'true', 'false'];
const PART_OF_NUMBER = new Set(Array.from('+-.0123456789Ee', (character) => character.charCodeAt(0)));
/** What a double holds and JSON writes in one way only. */
const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
