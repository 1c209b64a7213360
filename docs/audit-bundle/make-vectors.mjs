// Writes docs/audit-bundle/vectors: good bundles, and broken ones with what a verifier has to say of each.
//
//     npm run build && node docs/audit-bundle/make-vectors.mjs
//
// The keys are made of fixed bytes and sign nothing but these files. The same run gives the same bytes.
import { hash } from 'node:crypto';
import { rmSync, mkdirSync, writeFileSync } from 'node:fs';
import {
  hashChildren,
  hashLeaf,
  leafHash,
  leafText,
  signCheckpoint,
  signerOfSeed,
  treeRoot,
  verifierText,
  writeBundle,
} from '../../dist/libs/proof/src/index.js';

const folder = new URL('./vectors/', import.meta.url);
const ORIGIN = 'vectors.baikoo.example/record';
const [firstKey, secondKey, strangeKey] = [1, 2, 3].map((byte) => signerOfSeed(ORIGIN, Buffer.alloc(32, byte)));

const uuid = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const TEXTS = ['Ысык-Көл облусу', 'Кривые «кавычки» и \\ косая', 'line\nbreak, tab\t and \u0001', '🙂 𝄞', 'e\u0301 é'];

/** Event `index` of an illustrative record of three histories whose events come in turn. */
const eventAt = (index, change = {}) => ({
  eventId: uuid(index),
  stream: `measure-vector-${'abc'[index % 3]}`,
  revision: Math.floor(index / 3) + 1,
  type: index < 3 ? 'MeasureAdded' : 'ProgressReported',
  schemaVersion: 1,
  recordedAt: `2026-01-01T00:00:${String(index).padStart(2, '0')}.000Z`,
  data: { illustrative: true, percent: index, text: TEXTS[index % TEXTS.length], ...change },
  cause: {
    ...{ commandId: `vector-${index}`, correlationId: uuid(1_000 + index), causationId: null },
    ...{ actorId: 'vector-person', organisationId: 'vector-office', roleAtTime: 'COMMISSION_SECRETARY' },
    ...{
      territoryAtTime: 'KG',
      onBehalfOf: null,
      reason: null,
      legalBasis: null,
      fingerprint: null,
      effectiveAt: null,
    },
  },
});

const SIZE = 21;
const events = Array.from({ length: SIZE }, (_, index) => eventAt(index));
/** A reader of the tree over some events that computes each node from its leaves. */
const treeOver = (all) => {
  const leaves = all.map(leafHash);
  const hashAt = (level, index) =>
    level === 0 ? leaves[index] : hashChildren(hashAt(level - 1, 2 * index), hashAt(level - 1, 2 * index + 1));
  return { readHashes: async (nodes) => nodes.map(({ level, index }) => hashAt(level, index)) };
};
const tree = treeOver(events);

/** The same record but for one event, as somebody would have rewritten it. */
const rewritten = events.map((event, index) => (index === 4 ? eventAt(4, { percent: 99 }) : event));
const otherTree = treeOver(rewritten);

const checkpointOf = async (size, signers, hashes = tree, successor = undefined) =>
  signCheckpoint({ origin: ORIGIN, size, root: await treeRoot(size, hashes) }, signers, successor);

/** A checkpoint that names the second key as the successor of the first. */
const handedOver = (size, signers) => checkpointOf(size, signers, tree, verifierText(secondKey));

const only = (key) => [{ vkey: verifierText(key), handover: null }];
const rotated = [
  { vkey: verifierText(firstKey), handover: null },
  { vkey: verifierText(secondKey), handover: await handedOver(10, [firstKey, secondKey]) },
];

async function bundle(
  scope,
  { keys = only(firstKey), signers = [firstKey], all = events, hashes = tree, size = SIZE, earlier } = {},
) {
  const chosen = (event, index) =>
    scope.kind === 'RANGE'
      ? index >= scope.first && index <= scope.last
      : scope.streams.some(({ stream }) => stream === event.stream);
  const placed = all
    .slice(0, size)
    .map((event, index) => ({ event, index }))
    .filter(({ event, index }) => chosen(event, index));
  const checkpoint = await checkpointOf(size, signers, hashes);
  const source = {
    scope,
    checkpoint,
    keys,
    hashes,
    earlier,
    events: async function* () {
      yield* placed;
    },
  };
  let text = '';
  for await (const piece of writeBundle(source, () => undefined)) text += piece;
  return text;
}

const RANGE = { kind: 'RANGE', first: 5, last: 12 };
const HISTORY = {
  kind: 'STREAMS',
  streams: [{ revisions: 7, stream: 'measure-vector-b' }],
  subject: 'MEASURE:vector-b',
};

const range = await bundle(RANGE);
const history = await bundle(HISTORY);
const key = verifierText(firstKey);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const expected = [];

/** `options`: what the verifier is given besides the file. */
function vector(file, content, result, options = {}) {
  writeFileSync(new URL(file, folder), content);
  const exit = result.valid && !options.key ? 3 : result.exit;
  expected.push({ file, ...options, ...result, exit });
}
const good = { valid: true, exit: 0 };
/** Not that something was changed, but that it could not be checked, or is not of the key that was named. */
const EXITS = { NOT_A_BUNDLE: 2, OTHER_VERSION: 2, UNREADABLE_EARLIER: 2, EARLIER_NOT_COVERED: 2, UNTRUSTED_KEY: 3 };
const bad = (failure) => ({ valid: false, failure, exit: EXITS[failure] ?? 1 });
const lines = (text) => text.split('\n');
const lineOf = (text, start, nth = 0) =>
  lines(text).flatMap((line, number) => (line.startsWith(start) ? [number] : []))[nth];
/** The text with one line, the nth that begins so, replaced by what is made of it: a line, several or none. */
const edited = (text, start, edit, nth = 0) => {
  const all = lines(text);
  const made = edit(all[lineOf(text, start, nth)]);
  all.splice(lineOf(text, start, nth), 1, ...(Array.isArray(made) ? made : [made]));
  return all.join('\n');
};
/** The text without the nth event and its proof, and counting one less if `counted`. */
const withoutEvent = (text, nth, counted) => {
  const shorter = edited(
    edited(text, 'event ', () => [], nth),
    'proof ',
    () => [],
    nth,
  );
  return counted ? edited(shorter, 'end ', (line) => line.replace(/\d+/, (count) => Number(count) - 1)) : shorter;
};

// Good
vector('one-event.txt', await bundle({ kind: 'RANGE', first: 7, last: 7 }), good, { key });
vector('range.txt', range, good, { key });
vector('range-without-a-known-key.txt', range, good);
vector('whole-record.txt', await bundle({ kind: 'RANGE', first: 0, last: SIZE - 1 }), good, { key });
vector('history.txt', history, good, { key });
vector(
  'two-histories.txt',
  await bundle({
    kind: 'STREAMS',
    subject: null,
    streams: [
      { revisions: 7, stream: 'measure-vector-a' },
      { revisions: 7, stream: 'measure-vector-c' },
    ],
  }),
  good,
  { key },
);
const changedHands = await bundle(RANGE, { keys: rotated, signers: [secondKey] });
vector('key-handed-over.txt', changedHands, good, { key });
vector(
  'without-text-for-people.txt',
  lines(range)
    .filter((line) => !line.startsWith('#'))
    .join('\n'),
  good,
  { key },
);
const earlierSizes = [1, 8, 13, 20];
const withEarlier = await bundle(RANGE, { earlier: earlierSizes });
for (const size of [...earlierSizes, 0, SIZE]) {
  const checkpoint = `earlier-${size}.note`;
  writeFileSync(new URL(checkpoint, folder), await checkpointOf(size, [firstKey]));
  vector(`continues-${size}.txt`, withEarlier, good, { key, checkpoint });
}

// An earlier checkpoint that the record does not continue
writeFileSync(new URL('earlier-of-another-key.note', folder), await checkpointOf(8, [strangeKey]));
writeFileSync(new URL('not-a-note.note', folder), 'This is no checkpoint.\n');
vector('earlier-by-a-stranger.txt', withEarlier, bad('UNREADABLE_EARLIER'), {
  key,
  checkpoint: 'earlier-of-another-key.note',
});
vector('earlier-is-no-checkpoint.txt', withEarlier, bad('UNREADABLE_EARLIER'), { key, checkpoint: 'not-a-note.note' });
vector('earlier-not-covered.txt', range, bad('EARLIER_NOT_COVERED'), { key, checkpoint: 'earlier-8.note' });
const forged = await bundle(RANGE, { all: rewritten, hashes: otherTree, earlier: earlierSizes });
vector('rewritten-and-signed-again.txt', forged, bad('HISTORY_REWRITTEN'), { key, checkpoint: 'earlier-13.note' });
vector('rewritten-same-size.txt', forged, bad('HISTORY_REWRITTEN'), { key, checkpoint: `earlier-${SIZE}.note` });
// Nobody who holds no earlier checkpoint can tell: this is what earlier checkpoints are for.
vector('rewritten-unnoticed.txt', forged, good, { key });

// An earlier bundle, of 13 events: its histories must still have the events that it proves
const earlierHistory = await bundle(
  { ...HISTORY, streams: [{ revisions: 4, stream: 'measure-vector-b' }] },
  { size: 13 },
);
writeFileSync(new URL('earlier-history.txt', folder), earlierHistory);
writeFileSync(new URL('earlier-history-damaged.txt', folder), earlierHistory.replace('vector-person', 'vector-persom'));
const [after, ofRange] = [{ key, earlierBundle: 'earlier-history.txt' }, await bundle(RANGE, { earlier: [13] })];
vector('history-goes-on.txt', await bundle(HISTORY, { earlier: [13] }), good, after);
vector('range-after-a-history.txt', ofRange, good, after);
const cut = (revisions) => ({ ...HISTORY, streams: [{ revisions, stream: 'measure-vector-b' }] });
/** The record without the events of a history from a revision on; they are still in the tree, which nobody can change. */
const without = (revision) =>
  events.map((event) => (event.stream === 'measure-vector-b' && event.revision >= revision ? {} : event));
vector('history-cut.txt', await bundle(cut(3), { all: without(4), earlier: [13] }), bad('HISTORY_CUT'), after);
// Good to whoever kept no bundle from before: nothing in it is wrong.
vector('history-cut-unnoticed.txt', await bundle(cut(3), { all: without(4) }), good, { key });
// Another fourth event was recorded, at the end, after the fourth had been cut out.
const again = [...without(4).slice(0, 19), { ...eventAt(19), revision: 4, data: { again: true } }, {}];
const againTree = treeOver([...events.slice(0, 19), again[19], events[20]]);
vector(
  'history-told-otherwise.txt',
  await bundle(cut(4), { all: again, hashes: againTree, earlier: [13] }),
  bad('HISTORY_CUT'),
  after,
);
vector('history-not-covered.txt', history, bad('EARLIER_NOT_COVERED'), after);
vector('history-after-a-damaged-one.txt', await bundle(HISTORY, { earlier: [13] }), bad('UNREADABLE_EARLIER'), {
  ...after,
  earlierBundle: 'earlier-history-damaged.txt',
});
vector(
  'history-after-one-of-a-stranger.txt',
  await bundle(HISTORY, { keys: only(strangeKey), signers: [strangeKey], earlier: [13] }),
  bad('UNREADABLE_EARLIER'),
  { ...after, key: verifierText(strangeKey) },
);

// Events that were changed
vector(
  'data-changed.txt',
  edited(range, 'event ', (line) => line.replace('"percent":6', '"percent":7'), 1),
  bad('NOT_IN_THE_TREE'),
  { key },
);
vector(
  'who-changed.txt',
  edited(range, 'event ', (line) => line.replace('vector-person', 'vector-persom'), 2),
  bad('NOT_IN_THE_TREE'),
  { key },
);
vector(
  'when-changed.txt',
  edited(range, 'event ', (line) => line.replace('2026-01-01', '2025-01-01'), 3),
  bad('NOT_IN_THE_TREE'),
  { key },
);
vector(
  'proof-changed.txt',
  edited(range, 'proof ', (line) => line.replace(/\["(.)/, (_, letter) => `["${letter === 'A' ? 'B' : 'A'}`)),
  bad('NOT_IN_THE_TREE'),
  { key },
);
vector(
  'proof-too-short.txt',
  edited(range, 'proof ', (line) => line.replace(/\["[^"]+",/, '[')),
  bad('NOT_IN_THE_TREE'),
  { key },
);
vector(
  'proof-too-long.txt',
  edited(range, 'proof ', (line) => line.replace(/\["[^"]+",/, (all) => all + all.slice(1))),
  bad('NOT_IN_THE_TREE'),
  { key },
);
vector(
  'place-changed.txt',
  edited(range, 'proof ', (line) => line.replace('"index":5', '"index":6')),
  bad('NOT_IN_THE_TREE'),
  { key },
);
const swapped = lines(range);
const [eighth, ninth] = [lineOf(range, 'event ', 3), lineOf(range, 'event ', 4)];
[swapped[eighth], swapped[ninth]] = [swapped[ninth], swapped[eighth]];
vector('two-events-swapped.txt', swapped.join('\n'), bad('NOT_IN_THE_TREE'), { key });
vector('event-left-out.txt', withoutEvent(range, 3, true), bad('GAP'), { key });
vector('first-event-left-out.txt', withoutEvent(range, 0, true), bad('GAP'), { key });
vector('last-event-left-out.txt', withoutEvent(range, 7, true), bad('INCOMPLETE'), { key });
vector('count-wrong.txt', withoutEvent(range, 7, false), bad('INCOMPLETE'), { key });
vector('history-with-a-gap.txt', withoutEvent(history, 3, true), bad('GAP'), { key });
vector('history-cut-short.txt', withoutEvent(history, 6, true), bad('INCOMPLETE'), { key });
vector(
  'history-of-another.txt',
  edited(history, 'scope ', (line) => line.replace('measure-vector-b', 'measure-vector-a')),
  bad('FOREIGN_EVENT'),
  { key },
);
vector(
  'beyond-the-checkpoint.txt',
  edited(range, 'scope ', (line) => line.replace('"last":12', '"last":21')),
  bad('INCOMPLETE'),
  { key },
);

// Keys and checkpoint
vector('untrusted-key.txt', range, bad('UNTRUSTED_KEY'), { key: verifierText(strangeKey) });
vector(
  'no-handover.txt',
  edited(changedHands, 'key ', (line) => line.replace(/"handover":"[^"]*"/, '"handover":null'), 1),
  bad('BROKEN_CHAIN'),
  { key },
);
const badHandovers = {
  'handover-by-one-side.txt': await handedOver(10, [secondKey]),
  'handover-by-the-former-only.txt': await handedOver(10, [firstKey]),
  // Anybody can put their signature under a checkpoint that is published.
  'handover-appended.txt': await checkpointOf(10, [firstKey, secondKey]),
  'handover-to-another-key.txt': await checkpointOf(10, [firstKey, secondKey], tree, verifierText(strangeKey)),
  'handover-to-two-keys.txt': await checkpointOf(
    10,
    [firstKey, secondKey],
    tree,
    `${verifierText(strangeKey)}\nsuccessor ${verifierText(secondKey)}`,
  ),
};
for (const [file, handover] of Object.entries(badHandovers)) {
  const keys = [rotated[0], { ...rotated[1], handover }];
  vector(file, await bundle(RANGE, { keys, signers: [secondKey] }), bad('BROKEN_CHAIN'), { key });
}
vector('signed-by-a-former-key.txt', await bundle(RANGE, { keys: rotated, signers: [firstKey] }), bad('NOT_SIGNED'), {
  key,
});
vector(
  'key-id-wrong.txt',
  edited(range, 'key ', (line) => line.replace(/\+[0-9a-f]{8}\+/, '+00000000+')),
  bad('UNREADABLE_KEY'),
  { key },
);
// The point with y = 1: under it, the point and a zero are a good signature of whatever text.
const everybodys = Buffer.concat([Buffer.of(1), Buffer.of(1), Buffer.alloc(31)]);
const everybodysId = hash('sha256', Buffer.concat([Buffer.from(`${ORIGIN}\n`), everybodys]), 'buffer').subarray(0, 4);
const weakKey = `${ORIGIN}+${everybodysId.toString('hex')}+${everybodys.toString('base64')}`;
const forgedBy = Buffer.concat([everybodysId, Buffer.of(1), Buffer.alloc(63)]).toString('base64');
vector(
  'key-of-small-order.txt',
  edited(
    edited(range, 'key ', () => `key {"handover":null,"vkey":"${weakKey}"}`),
    'checkpoint ',
    (line) => line.replace(/(— \S+ ).*\\n"$/, (_, signer) => `${signer}${forgedBy}\\n"`),
  ),
  bad('UNREADABLE_KEY'),
  { key },
);
vector(
  'checkpoint-size-changed.txt',
  edited(range, 'checkpoint ', (line) => line.replace('\\n21\\n', '\\n22\\n')),
  bad('WRONG_SIGNATURE'),
  { key },
);
vector('checkpoint-unsigned.txt', await bundle(RANGE, { signers: [strangeKey] }), bad('NOT_SIGNED'), { key });
vector(
  'checkpoint-unreadable.txt',
  edited(range, 'checkpoint ', () => 'checkpoint "no note"'),
  bad('UNREADABLE_CHECKPOINT'),
  { key },
);
vector(
  'checkpoint-of-another-record.txt',
  edited(range, 'checkpoint ', (line) => line.replace(ORIGIN, 'another.example/record')),
  bad('OTHER_RECORD'),
  { key },
);

// The file
vector('not-a-bundle.txt', 'PK\u0003\u0004 this was packed\n', bad('NOT_A_BUNDLE'));
vector('empty.txt', '', bad('NOT_A_BUNDLE'));
vector('byte-order-mark.txt', `\uFEFF${range}`, bad('NOT_A_BUNDLE'));
vector('other-version.txt', range.replace('bundle/1', 'bundle/2'), bad('OTHER_VERSION'));
vector(
  'line-ends-changed.txt',
  edited(range, 'scope ', (line) => `${line}\r`),
  bad('LINE_ENDINGS'),
);
vector('cut-in-a-line.txt', range.slice(0, -4), bad('CUT_SHORT'));
vector('cut-after-a-line.txt', `${lines(range).slice(0, -2).join('\n')}\n`, bad('CUT_SHORT'));
vector('something-after-the-end.txt', `${range}# more\n`, bad('AFTER_THE_END'));
vector(
  'a-second-checkpoint.txt',
  edited(range, 'checkpoint ', (line) => [line, line]),
  bad('OUT_OF_ORDER'),
);
vector(
  'a-line-of-another-kind.txt',
  edited(range, 'checkpoint ', (line) => [line, 'file "../../etc/passwd"']),
  bad('OUT_OF_ORDER'),
);
vector(
  'text-that-deceives.txt',
  edited(range, '# ', (line) => `${line}\u202Etxet`),
  bad('NOT_TEXT'),
);
vector(
  'text-that-drives-a-terminal.txt',
  edited(range, '# ', (line) => `${line}\u001b[2J`),
  bad('NOT_TEXT'),
);
vector(
  'text-without-end.txt',
  edited(range, '# ', (line) => line + '-'.repeat(4_097 - line.length)),
  bad('LINE_TOO_LONG'),
);
vector(
  'not-utf8.txt',
  Buffer.concat([Buffer.from('baikoo-audit-bundle/1\n# '), Buffer.of(0xff), Buffer.from(range.slice(21))]),
  bad('NOT_TEXT'),
);
vector(
  'name-twice.txt',
  edited(range, 'event ', (line) => line.replace('"percent":5', '"percent":5,"percent":5')),
  bad('NOT_CANONICAL'),
);
vector(
  'number-written-otherwise.txt',
  edited(range, 'event ', (line) => line.replace('"percent":5', '"percent":5.0')),
  bad('NOT_CANONICAL'),
);
vector(
  'number-too-exact.txt',
  edited(range, 'event ', (line) => line.replace('"percent":5', '"percent":9007199254740993')),
  bad('NOT_CANONICAL'),
);
vector(
  'number-infinite.txt',
  edited(range, 'event ', (line) => line.replace('"percent":5', '"percent":1e999')),
  bad('NOT_CANONICAL'),
);
vector(
  'half-a-character.txt',
  edited(range, 'event ', (line) => line.replace('"percent":5', '"percent":"\\ud800"')),
  bad('NOT_CANONICAL'),
);
vector(
  'escape-not-needed.txt',
  edited(range, 'event ', (line) => line.replace('vector-person', 'vector\\u002dperson')),
  bad('NOT_CANONICAL'),
);
vector(
  'spaces-in-json.txt',
  edited(range, 'event ', (line) => line.replace('"data":', '"data": ')),
  bad('NOT_CANONICAL'),
);
vector(
  'field-missing.txt',
  edited(range, 'event ', (line) => line.replace(/"recordedAt":"[^"]*",/, '')),
  bad('WRONG_FIELDS'),
);
vector(
  'field-too-many.txt',
  edited(range, 'end ', () => 'end {"events":8,"more":1}'),
  bad('WRONG_FIELDS'),
);
vector(
  'nested-deep.txt',
  edited(range, 'scope ', () => `scope ${'['.repeat(1_000)}${']'.repeat(1_000)}`),
  bad('TOO_MUCH'),
);

writeFileSync(new URL('expected.json', folder), `${JSON.stringify(expected, null, 2)}\n`);
// Known answers for whoever writes a verifier of their own.
writeFileSync(
  new URL('leaf.json', folder),
  `${JSON.stringify({ event: events[4], leafHash: hashLeaf(leafText(events[4])).toString('base64') }, null, 2)}\n`,
);
