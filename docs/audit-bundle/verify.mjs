// A second verifier of audit bundles, written from docs/audit-bundle.md alone: nothing but Node, none of Baikoo's code.
//
//     node verify.mjs FILE [--key KEY] [--checkpoint FILE] [--earlier-bundle FILE]
//
// Prints the first failure, or GOOD. Exit code 0: good, 1: not, 2: could not be checked, 3: nothing is wrong with it, but it
// is of no key that was given. It reads the file at once: for bundles of some hundred megabytes.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

class Failure extends Error {}
const fail = (code, line) => {
  throw new Failure(line === undefined ? code : `${code} in line ${line}`);
};
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

// JSON in the form of RFC 8785
const jcs = (value) => {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.keys(value)
      .toSorted()
      .map((name) => `${jcs(name)}:${jcs(value[name])}`)
      .join(',')}}`;
  if (typeof value === 'string' && !value.isWellFormed()) throw new Error('half a character');
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('no number');
  return JSON.stringify(value);
};

/** How deep brackets are in each other, without those in strings. */
function depth(json) {
  let [now, most] = [0, 0];
  for (const mark of json.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/[^[\]{}]/g, '')) {
    now += '[{'.includes(mark) ? 1 : -1;
    most = Math.max(most, now);
  }
  return most;
}

// Shapes
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isText = (value) => typeof value === 'string' && value.length >= 1 && value.length <= 1000;
const isHash = (value) => typeof value === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(value);
const isHashes = (value) => Array.isArray(value) && value.every(isHash);
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const isWhole = (value) => Number.isSafeInteger(value) && value >= 1;
const has = (value, fields) =>
  isObject(value) &&
  Object.keys(value).length === Object.keys(fields).length &&
  Object.entries(fields).every(([name, is]) => Object.hasOwn(value, name) && is(value[name]));
const isStreams = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((one) => has(one, { stream: isText, revisions: isWhole }));
const SHAPES = {
  scope: (value) =>
    has(value, { kind: (kind) => kind === 'RANGE', first: isCount, last: isCount }) ||
    has(value, {
      kind: (kind) => kind === 'STREAMS',
      streams: isStreams,
      subject: (subject) => subject === null || isText(subject),
    }),
  key: (value) => has(value, { handover: (note) => note === null || typeof note === 'string', vkey: isText }),
  checkpoint: (value) => typeof value === 'string',
  consistency: (value) => has(value, { from: isCount, hashes: isHashes }),
  proof: (value) => has(value, { hashes: isHashes, index: isCount }),
  event: (value) =>
    has(value, {
      ...{ cause: isObject, data: isObject, eventId: isText, recordedAt: isText },
      ...{ revision: isWhole, schemaVersion: isWhole, stream: isText, type: isText },
    }),
  end: (value) => has(value, { events: isCount }),
};

// Keys and notes
const NO_KEYS = ['00', '01', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05']
  .concat('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', `ec${'ff'.repeat(30)}7f`)
  .map((hex) => hex.padEnd(64, '0'));
/** Whether anybody could sign under the 32 bytes, or they are a second way to write a key. */
const isWeak = (bytes) => {
  const y = Buffer.from(bytes);
  y[31] &= 0x7f;
  return (
    NO_KEYS.includes(y.toString('hex')) ||
    BigInt(`0x${Buffer.from(y.toReversed()).toString('hex')}`) >= 2n ** 255n - 19n
  );
};
function readKey(vkey, line) {
  const [, name, id, encoded] =
    /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey) ?? fail('UNREADABLE_KEY', line);
  const bytes = Buffer.from(encoded, 'base64');
  const keyId = sha256(Buffer.from(`${name}\n`), bytes).subarray(0, 4);
  if (bytes.toString('base64') !== encoded || bytes.length !== 33 || bytes[0] !== 1 || keyId.toString('hex') !== id)
    fail('UNREADABLE_KEY', line);
  if (isWeak(bytes.subarray(1))) fail('UNREADABLE_KEY', line);
  const x = bytes.subarray(1).toString('base64url');
  return { vkey, name, keyId, key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) };
}

/** The checkpoint of a signed note, and how a key signed it: GOOD, BAD or NONE; undefined if it is none. */
function readNote(note) {
  const end = note.lastIndexOf('\n\n');
  if (end < 1 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, end + 1);
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map((line) => /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line))
    .map((match) => match && { name: match[1], bytes: Buffer.from(match[2], 'base64') });
  const [origin, size, root] = text.split('\n');
  if (signatures.length > 100 || signatures.some((one) => !one || one.bytes.length < 5)) return undefined;
  if (!origin || !/^(0|[1-9]\d*)$/.test(size) || !isCount(Number(size)) || !isHash(root)) return undefined;
  const signedBy = ({ name, keyId, key }) => {
    const own = signatures.filter((one) => one.name === name && one.bytes.subarray(0, 4).equals(keyId));
    if (own.length === 0) return 'NONE';
    return own.every(({ bytes }) => verifySignature(null, Buffer.from(text), key, bytes.subarray(4))) ? 'GOOD' : 'BAD';
  };
  const named = text.split('\n').filter((line, number) => number > 2 && line.startsWith('successor '));
  const successor = named.length === 1 ? named[0].slice('successor '.length) : undefined;
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), successor, signedBy };
}

// RFC 9162, 2.1.3.2; sizes reach 2^53, so no bit operators
const half = (number) => Math.floor(number / 2);
function leadsToRoot(index, size, leaf, hashes, root) {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of hashes) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else r = nodeHash(r, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && r.equals(root);
}

// RFC 9162, 2.1.4.2
function continues(from, to, hashes) {
  if (from.size === 0) return from.root.equals(sha256());
  if (from.size === to.size) return hashes.length === 0 && from.root.equals(to.root);
  const isPowerOfTwo = Number.isInteger(Math.log2(from.size));
  const [first, ...rest] = isPowerOfTwo ? [from.root, ...hashes] : hashes;
  if (!first) return false;
  let [fn, sn, fr, sr] = [from.size - 1, to.size - 1, first, first];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  for (const c of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeHash(c, fr), nodeHash(c, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sr, c);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr.equals(from.root) && sr.equals(to.root);
}

const unbase64 = (texts) => texts.map((text) => Buffer.from(text, 'base64'));
const [LONGEST_LINE, LONGEST_TEXT] = [4 * 1_048_576, 4096];
const DECEIVING = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What the program ends with, by the first failure; without one by whether a key was given. */
const EXITS = { NOT_A_BUNDLE: 2, OTHER_VERSION: 2, UNREADABLE_EARLIER: 2, EARLIER_NOT_COVERED: 2, UNTRUSTED_KEY: 3 };
export const exitOf = (failure, key) => (failure === undefined ? (key ? 0 : 3) : (EXITS[failure] ?? 1));

/** The events of a good bundle by history and revision, with its tree and keys; throws the first failure otherwise. */
export function check(file, { key, checkpoint: earlierNote, earlierBundle }) {
  let [at, number] = [0, 0];
  const nextLine = () => {
    if (at >= file.length) return undefined;
    const end = file.indexOf(10, at);
    number += 1;
    const bytes = file.subarray(at, end === -1 ? file.length : end);
    if (bytes.length > LONGEST_LINE) fail('LINE_TOO_LONG', number);
    if (end === -1) fail('CUT_SHORT', number);
    at = end + 1;
    if (bytes.at(-1) === 13) fail('LINE_ENDINGS', number);
    return bytes;
  };
  const textOf = (bytes) => {
    try {
      return utf8.decode(bytes);
    } catch {
      return fail('NOT_TEXT', number);
    }
  };

  const begin = nextLine()?.toString('latin1') ?? '';
  if (begin !== 'baikoo-audit-bundle/1')
    fail(begin.startsWith('baikoo-audit-bundle/') ? 'OTHER_VERSION' : 'NOT_A_BUNDLE', 1);
  let line = nextLine();
  for (; line?.[0] === 0x23; line = nextLine()) {
    if (line.length > LONGEST_TEXT) fail('LINE_TOO_LONG', number);
    if (DECEIVING.test(textOf(line))) fail('NOT_TEXT', number);
  }

  /** The value of the line at hand, if it begins with the word; then the next line is at hand. */
  const take = (word, must = true) => {
    if (!line) return must ? fail('CUT_SHORT', number + 1) : undefined;
    const text = textOf(line);
    if (!text.startsWith(`${word} `)) return must ? fail('OUT_OF_ORDER', number) : undefined;
    const json = text.slice(word.length + 1);
    if (depth(json) > 64) fail('TOO_MUCH', number);
    let value;
    try {
      value = JSON.parse(json);
      if (jcs(value) !== json) fail('NOT_CANONICAL', number);
    } catch {
      fail('NOT_CANONICAL', number);
    }
    if (!SHAPES[word](value)) fail('WRONG_FIELDS', number);
    const taken = { value, bytes: line.subarray(word.length + 1), line: number };
    line = word === 'end' ? undefined : nextLine();
    return taken;
  };

  const scope = take('scope');
  const { kind, first, last, streams } = scope.value;
  if (kind === 'RANGE' && first > last) fail('WRONG_FIELDS', scope.line);
  const promised = new Map((streams ?? []).map(({ stream, revisions }) => [stream, revisions]));
  if (streams && promised.size < streams.length) fail('WRONG_FIELDS', scope.line);

  const keys = [];
  for (let part = take('key'); part; part = take('key', false)) {
    const { vkey, handover } = part.value;
    const [one, former] = [readKey(vkey, part.line), keys.at(-1)];
    if ((handover === null) !== (former === undefined)) fail('BROKEN_CHAIN', part.line);
    if (former) {
      if (former.name !== one.name) fail('OTHER_RECORD', part.line);
      const note = readNote(handover);
      const isSigned = note && [former, one].every((each) => note.signedBy(each) === 'GOOD');
      if (!isSigned || note.origin !== one.name || note.successor !== one.vkey) fail('BROKEN_CHAIN', part.line);
    }
    keys.push(one);
  }

  const signed = take('checkpoint');
  const tree = readNote(signed.value) ?? fail('UNREADABLE_CHECKPOINT', signed.line);
  if (tree.origin !== keys.at(-1).name) fail('OTHER_RECORD', signed.line);
  const state = tree.signedBy(keys.at(-1));
  if (state !== 'GOOD') fail(state === 'NONE' ? 'NOT_SIGNED' : 'WRONG_SIGNATURE', signed.line);
  if (kind === 'RANGE' && last >= tree.size) fail('INCOMPLETE', scope.line);

  const consistency = new Map();
  for (let part = take('consistency', false); part; part = take('consistency', false)) {
    if (consistency.has(part.value.from)) fail('WRONG_FIELDS', part.line);
    consistency.set(part.value.from, unbase64(part.value.hashes));
  }
  if (key !== undefined && !keys.some(({ vkey }) => vkey === key)) fail('UNTRUSTED_KEY');
  const mustContinue = (earlier) => {
    const trivial = earlier.size === 0 || earlier.size === tree.size;
    if (earlier.size > tree.size || (!trivial && !consistency.has(earlier.size))) fail('EARLIER_NOT_COVERED');
    if (!continues(earlier, tree, trivial ? [] : consistency.get(earlier.size))) fail('HISTORY_REWRITTEN');
  };
  if (earlierNote !== undefined) {
    const earlier = readNote(earlierNote) ?? fail('UNREADABLE_EARLIER');
    const by = keys.filter((one) => earlier.signedBy(one) !== 'NONE');
    if (by.length === 0 || by.some((one) => earlier.signedBy(one) === 'BAD') || earlier.origin !== tree.origin)
      fail('UNREADABLE_EARLIER');
    mustContinue(earlier);
  }
  let before;
  if (earlierBundle !== undefined) {
    try {
      before = check(earlierBundle, {});
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      fail('UNREADABLE_EARLIER');
    }
    if (!keys.some(({ vkey }) => vkey === before.keys.at(-1).vkey)) fail('UNREADABLE_EARLIER');
    mustContinue(before.tree);
  }

  const places = new Map();
  const reached = new Map();
  let [events, former] = [0, kind === 'RANGE' ? first - 1 : -1];
  for (let proof = take('proof', false); proof; proof = take('proof', false)) {
    const event = take('event');
    const { index, hashes } = proof.value;
    const { stream, revision } = event.value;
    if (!leadsToRoot(index, tree.size, sha256(Buffer.of(0), event.bytes), unbase64(hashes), tree.root))
      fail('NOT_IN_THE_TREE', event.line);
    if (kind === 'RANGE' ? index !== former + 1 || index > last : index <= former) fail('GAP', event.line);
    if (kind === 'STREAMS') {
      if (!promised.has(stream)) fail('FOREIGN_EVENT', event.line);
      if (revision !== (reached.get(stream) ?? 0) + 1 || revision > promised.get(stream)) fail('GAP', event.line);
      reached.set(stream, revision);
    }
    places.set(`${stream} ${revision}`, { index, stream });
    former = index;
    events += 1;
  }
  const end = take('end');
  if (end.value.events !== events) fail('INCOMPLETE', end.line);
  if (kind === 'RANGE' ? former !== last : [...promised].some(([name, count]) => reached.get(name) !== count))
    fail('INCOMPLETE', scope.line);
  if (at < file.length) fail('AFTER_THE_END', number + 1);
  for (const [name, { index, stream }] of before?.places ?? [])
    if (promised.has(stream) && places.get(name)?.index !== index) fail('HISTORY_CUT', scope.line);
  return { events, places, tree, keys };
}

const option = (name) => {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
};

function main() {
  try {
    const [checkpoint, earlier, key] = [option('--checkpoint'), option('--earlier-bundle'), option('--key')];
    const given = {
      key,
      checkpoint: checkpoint && readFileSync(checkpoint, 'utf8'),
      earlierBundle: earlier && readFileSync(earlier),
    };
    const { events } = check(readFileSync(process.argv[2] ?? ''), given);
    console.log(`GOOD${key ? '' : ' BY ITS OWN WORD: name the key that you know with --key'}: ${events} events`);
    process.exitCode = exitOf(undefined, key);
  } catch (error) {
    console.log(error.message);
    process.exitCode = error instanceof Failure ? exitOf(error.message.split(' ')[0]) : 2;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
