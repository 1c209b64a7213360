import { createWriteStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError } from 'commander';
import { scopeOf, type SubjectKind, SUBJECTS } from '@baikoo/audit';
import { findOrganisations } from '@baikoo/identity';
import type { Installation } from '@baikoo/installation';
import {
  type Names,
  notesOf,
  openCheckpoint,
  readVerifier,
  sourceFromRecord,
  type Wanted,
  writeBundle,
} from '@baikoo/proof';
import { keepRead, operatorOption } from '../kept-read.js';
import { tell, withInstallation } from '../tool.js';

type Range = { readonly from: bigint; readonly to: bigint };
type Subject = { readonly kind: SubjectKind; readonly id: string };
type Options = {
  range?: Range;
  stream?: string;
  subject?: Subject;
  checkpoint: string;
  key: string;
  earlier: readonly number[];
  out: string;
  operator?: string;
};

const range = (text: string): Range => {
  const [, from, to] = /^([1-9]\d{0,17})\.\.([1-9]\d{0,17})$/.exec(text) ?? [];
  if (!from || !to || BigInt(from) > BigInt(to)) throw new InvalidArgumentError('Two positions, such as 400..480.');
  return { from: BigInt(from), to: BigInt(to) };
};

const subject = (text: string): Subject => {
  const [, kind, id] = /^([A-Z]+):(.+)$/su.exec(text) ?? [];
  const known = SUBJECTS.find((each) => each === kind);
  if (!known || !id)
    throw new InvalidArgumentError(`KIND:id, such as MEASURE:lighting. Kinds: ${SUBJECTS.join(', ')}.`);
  return { kind: known, id };
};

const size = (text: string, before: readonly number[]): readonly number[] => {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('A number of events, such as 300.');
  return [...before, Number(text)];
};

export const bundleCommand = new Command('bundle')
  .description('write an audit bundle that anybody can check offline (docs/audit-bundle.md)')
  .option('-r, --range <from..to>', 'the events of these positions, both with them', range)
  .option('-s, --stream <name>', 'the whole history of one stream')
  .option(
    '-S, --subject <kind:id>',
    'the whole histories of a subject of the audit trail, such as MEASURE:lighting',
    subject,
  )
  .requiredOption('-c, --checkpoint <file>', 'the file whose newest signed checkpoint it is made under')
  .requiredOption('-k, --key <key>', 'the public key that signed it: name+id+base64')
  .option('-e, --earlier <size>', 'show that the record continues the checkpoint of so many events', size, [])
  .requiredOption('-o, --out <file>')
  .addOption(operatorOption())
  .action((options: Options) => withInstallation((installation) => write(installation, options)));

async function write({ db, store }: Installation, options: Options): Promise<void> {
  const { earlier, key: vkey, out, operator, range, stream, subject } = options;
  // Checkpoints are appended to one file: the newest says most.
  const checkpoint = notesOf(await readFile(options.checkpoint, 'utf8')).at(-1);
  if (checkpoint === undefined) throw new Error(`${options.checkpoint} holds no checkpoint.`);
  openCheckpoint(checkpoint, [readVerifier(vkey)]);
  const keys = [{ vkey, handover: null }];
  const source = await sourceFromRecord(store.recorded, await wantedOf(db, options), { checkpoint, keys, earlier });
  const ids = {
    range: range && `${range.from}..${range.to}`,
    ...{ stream, subject: subject && `${subject.kind}:${subject.id}`, id: subject?.id },
  };
  await keepRead({ db }, { operator, field: 'export/bundle', ids });
  // What breaks off in the middle is no bundle, and must not stand there under the name of one.
  const unfinished = `${out}.unfinished`;
  try {
    await pipeline(Readable.from(writeBundle(source, await namesFrom(db))), createWriteStream(unfinished));
    await rename(unfinished, out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  tell(`Written to ${out}`);
}

async function wantedOf(db: Installation['db'], { range, stream, subject }: Options): Promise<Wanted> {
  if ([range, stream, subject].filter((each) => each !== undefined).length !== 1)
    throw new Error('Say one of --range, --stream and --subject.');
  if (range) return { kind: 'RANGE', ...range };
  if (stream) return { kind: 'STREAMS', streams: [stream], subject: null };
  const { kind, id } = subject!;
  return { kind: 'STREAMS', streams: (await scopeOf(db, kind, id)).streams, subject: `${kind}:${id}` };
}

async function namesFrom(db: Installation['db']): Promise<Names> {
  const organisations = new Map((await findOrganisations(db, undefined)).map((each) => [each.id, each.names]));
  return (id, language) => organisations.get(id)?.[language] ?? undefined;
}
