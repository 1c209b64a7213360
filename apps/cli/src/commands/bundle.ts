import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError } from 'commander';
import { type BundleQuestion, officeNames, readRange, readSubject, SUBJECTS, wantedWithin } from '@baikoo/audit';
import type { Installation } from '@baikoo/installation';
import { findBundle, writeBundle } from '@baikoo/proof';
import { answered, proofPorts, readSize, sizeOption } from '../proofs.js';
import { keepRead, operatorOption } from '../kept-read.js';
import { tell } from '../tell.js';
import { withInstallation } from '../tool.js';

type Options = {
  range?: BundleQuestion & { range: unknown };
  stream?: string;
  subject?: BundleQuestion & { subject: unknown };
  size?: number;
  earlier: readonly number[];
  out: string;
  operator?: string;
};

const range = (text: string): Options['range'] => {
  const range = readRange(text);
  if (!range) throw new InvalidArgumentError('Two positions, such as 400..480.');
  return { range };
};

const subject = (text: string): Options['subject'] => {
  const subject = readSubject(text);
  if (!subject) throw new InvalidArgumentError(`KIND:id, such as MEASURE:lighting. Kinds: ${SUBJECTS.join(', ')}.`);
  return { subject };
};

export const bundleCommand = new Command('bundle')
  .option('-r, --range <from..to>', 'the events of these positions, both with them', range)
  .option('-s, --stream <name>', 'the whole history of one stream')
  .option(
    '-S, --subject <kind:id>',
    'the whole histories of a subject of the audit trail, such as MEASURE:lighting',
    subject,
  )
  .addOption(sizeOption('under the published checkpoint of so many events; the newest unless said'))
  .option(
    '-e, --earlier <size>',
    'show that the record continues the checkpoint of so many events; may be given again',
    (text: string, before: readonly number[]) => [...before, readSize(text)],
    [],
  )
  .requiredOption('-o, --out <file>')
  .addOption(operatorOption())
  .action((options: Options) => withInstallation((installation) => write(installation, options)));

async function write(installation: Installation, { size, earlier, out, operator, ...options }: Options): Promise<void> {
  const { db } = installation;
  const question = questionOf(options);
  // Whoever works on the machine that holds the record reads all of it.
  const wanted = answered(await wantedWithin(db, question, { kind: 'ALL' }));
  const source = answered(await findBundle(proofPorts(installation), wanted, { size, earlier }));
  const beside = { size, earlier: earlier.length === 0 ? undefined : earlier.join(',') };
  await keepRead(installation, { operator, field: 'export/bundle', ids: { ...inWords(question), ...beside } });
  // What breaks off in the middle is no bundle, and must not stand there under the name of one.
  const unfinished = `${out}.unfinished`;
  try {
    await pipeline(Readable.from(writeBundle(source, await officeNames(db))), createWriteStream(unfinished));
    await rename(unfinished, out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  tell(`Written to ${out}`);
}

function questionOf({ range, stream, subject }: Pick<Options, 'range' | 'stream' | 'subject'>): BundleQuestion {
  const [given, ...others] = [range, stream === undefined ? undefined : { stream }, subject].filter(
    (each): each is NonNullable<typeof each> => each !== undefined,
  );
  if (!given || others.length > 0) throw new Error('Say one of --range, --stream and --subject.');
  return given;
}

function inWords(question: BundleQuestion): Readonly<Record<string, string>> {
  if ('range' in question) return { range: `${question.range.from}..${question.range.to}` };
  return 'stream' in question
    ? { stream: question.stream }
    : { subject: `${question.subject.kind}:${question.subject.id}` };
}
