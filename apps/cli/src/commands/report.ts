import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { findCycles } from '@baikoo/cycles';
import { type Language, LANGUAGES } from '@baikoo/kernel';
import { compileReport, contentHashOf, findReports, freezeAt, renderIn } from '@baikoo/reports';
import type { Installation } from '@baikoo/installation';
import { keepRead, operatorOption } from '../kept-read.js';
import { tell } from '../tell.js';
import { withInstallation } from '../tool.js';

type Options = { cycle?: string; language: Language; position?: bigint; out?: string; operator?: string };

const position = (text: string): bigint => {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new InvalidArgumentError('It is a whole number such as 1204.');
  return BigInt(text);
};

export const reportCommand = new Command('report')
  .option('-c, --cycle <id>', 'the reporting cycle; unless said, the one that was compiled or opened last')
  .addOption(new Option('-l, --language <language>', 'of the report').choices(LANGUAGES).default('ky'))
  .option('-p, --position <position>', 'as the record stood right after it; unless said, its end', position)
  .option('-o, --out <file>', 'where to write it; unless said, standard output')
  .addOption(operatorOption())
  .action((options: Options) => withInstallation((installation) => compile(installation, options)));

const lastOf = ([last]: readonly { position: string }[]) =>
  last ? `The last one on record: --position ${last.position}` : 'None of this cycle is on record.';

async function compile({ db, store }: Installation, options: Options): Promise<void> {
  const head = await store.head();
  const at = options.position ?? head;
  const frozen = await freezeAt(store, db, at);
  if (!frozen) throw new Error(`The record has no position ${at}: it ends at ${head}.`);
  const cycles = await findCycles(db, frozen.asOf);
  const cycleId = options.cycle ?? cycles[0]?.id;
  const data = cycleId && (await compileReport(db, cycleId, frozen));
  if (!data)
    throw new Error(`There is no cycle ${cycleId ?? ''}. Cycles: ${cycles.map(({ id }) => id).join(', ') || 'none'}`);

  const contentHash = contentHashOf(data);
  const compiled = await findReports(db, data.cycle.id);
  const recorded = compiled.find((report) => report.position === data.asOf.position);
  await keepRead(
    { db },
    { operator: options.operator, field: 'monitoringReport', ids: { cycleId: data.cycle.id }, asOf: at },
  );
  const html = await renderIn(data, options.language);
  if (options.out) await writeFile(options.out, html);
  else process.stdout.write(html);
  tell(`Cycle ${data.cycle.id}, position ${data.asOf.position}, content hash ${contentHash}`);
  if (!recorded) tell(`Nobody compiled it at this position. ${lastOf(compiled)}`);
  else
    tell(recorded.contentHash === contentHash ? 'The record holds the same hash.' : 'THE RECORD HOLDS ANOTHER HASH.');
  if (options.out) tell(`Written to ${options.out} (${Buffer.byteLength(html)} bytes)`);
}
