import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import {
  filterOf,
  findLines,
  type Outcome,
  OUTCOMES,
  type SubjectKind,
  SUBJECTS,
  TrailExport,
  type TrailQuestion,
  trailRows,
} from '@baikoo/audit';
import { type Installation, readModels } from '@baikoo/installation';
import { type Language, LANGUAGES } from '@baikoo/kernel';
import { keepRead, operatorOption } from '../kept-read.js';
import { tell } from '../tell.js';
import { withInstallation } from '../tool.js';

type Options = {
  readonly within?: boolean;
  readonly person?: string;
  readonly organisation?: string;
  readonly role?: string;
  readonly type?: string[];
  readonly command?: string[];
  readonly act?: string;
  readonly from?: string;
  readonly to?: string;
  readonly only?: Outcome[];
  readonly newest?: boolean;
  readonly language: Language;
  readonly limit: string;
  readonly out?: string;
  readonly operator?: string;
};

const tableFile = (file: string): string => {
  if (/\.(csv|xlsx)$/i.test(file)) return file;
  throw new InvalidArgumentError('It ends in .csv or .xlsx.');
};

export const trailCommand = new Command('trail')
  .addArgument(new Argument('[kind]', 'of what kind of thing').choices(SUBJECTS))
  .argument('[id]', 'of which; parts of a plan are <plan>/<id>, series <indicator>/<territory>')
  .option('--within', 'of a PLAN or TERRITORY: with everything that belongs to it')
  .option('--person <id>', 'only what this person did, tried or read')
  .option('--organisation <id>', 'only for this organisation')
  .option('--role <code>', 'only in this role')
  .option('--type <fact...>', 'only facts of these names')
  .option('--command <name...>', 'only refused commands of these names')
  .option('--act <text>', 'only what rests on an act whose title, number or date holds this')
  .option('--from <moment>', 'known then or later: a moment or a date')
  .option('--to <moment>', 'known by then: a moment or a date')
  .addOption(new Option('--only <outcome...>', 'only such lines').choices(OUTCOMES))
  .option('--newest', 'the newest first')
  .addOption(new Option('-l, --language <language>', 'of the sentences').choices(LANGUAGES).default('ru'))
  .option('--limit <lines>', 'as many at most, where no file is written', '200')
  .option('-o, --out <file>', 'write a table instead: ends in .csv or .xlsx', tableFile)
  .addOption(operatorOption())
  .action((kind: SubjectKind | undefined, id: string | undefined, options: Options) =>
    withInstallation((installation) => run(installation, questionOf(kind, id, options), options)),
  );

/** Whoever works on the machine that holds the record reads all of it. */
function questionOf(kind: SubjectKind | undefined, id: string | undefined, options: Options): TrailQuestion {
  if (kind && !id) throw new Error(`Say of which ${kind}.`);
  const within = options.within === true && (kind === 'PLAN' || kind === 'TERRITORY');
  return {
    about: kind && id ? { kind, id, within } : undefined,
    filter: filterOf({
      ...{ personId: options.person ?? null, organisationId: options.organisation ?? null },
      ...{ role: options.role ?? null, types: options.type ?? null, commands: options.command ?? null },
      ...{ legalAct: options.act ?? null, knownFrom: options.from ?? null, knownTo: options.to ?? null },
      outcomes: options.only ?? null,
    }),
    ...{ scope: { kind: 'ALL' }, upTo: undefined, newestFirst: options.newest ?? false, limit: 0, after: undefined },
  };
}

async function run({ db, store }: Installation, question: TrailQuestion, options: Options): Promise<void> {
  const { language, out, operator } = options;
  const { kind, id, within } = question.about ?? {};
  // Filters are kept as far as they are ids; what is searched for in acts is free text.
  const { personId, organisationId, role, knownFrom, knownTo } = question.filter;
  const filter = { personId, organisationId, role, knownFrom, knownTo };
  const said = Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null));
  await keepRead({ db }, { operator, field: 'export/trail', ids: { kind, id, within, ...said } });
  await tellUnknown({ db, store }, question);
  if (out === undefined) {
    const most = Math.max(1, Number(options.limit) || 200);
    for await (const row of trailRows({ db, store }, readModels, question, { language, most }))
      console.log(row.map((cell) => cell.replaceAll('\n', ' · ')).join('\t'));
    return;
  }
  const format = out.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx';
  const file = await new TrailExport(db, store, readModels).file(question, format, { language });
  if (Buffer.isBuffer(file)) await writeFile(out, file);
  else await pipeline(file, createWriteStream(out));
  tell(`Written to ${out}`);
}

/** Attempts and reads may have named what never was: the trail shows them, and whoever mistyped an id should know. */
async function tellUnknown(ports: Pick<Installation, 'db' | 'store'>, question: TrailQuestion): Promise<void> {
  const { about } = question;
  if (!about) return;
  const facts: TrailQuestion = { ...question, filter: { outcomes: ['ACCEPTED'] }, limit: 1 };
  const { rows } = await findLines(ports, readModels, facts);
  if (rows.length === 0)
    tell(`No fact that you may see is about ${about.kind} ${about.id}: look whether that is its id.`);
}
