import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Command, Option } from 'commander';
import { askedAsOf, type Caller, standpointOf } from '@baikoo/edge';
import {
  Exports,
  FileRefused,
  type Format,
  FormService,
  PlanImport,
  type Problem,
  type Told,
  tellProblem,
  tellRefused,
  tellWarning,
  type Warning,
} from '@baikoo/exchange';
import { findMandatesInForce } from '@baikoo/identity';
import type { Installation } from '@baikoo/installation';
import { dateOf, isRefusal, type Language, LANGUAGES, type Refusal } from '@baikoo/kernel';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import { waitForProjections } from '@baikoo/projections';
import { keepRead, operatorOption } from '../kept-read.js';
import { tell } from '../tell.js';
import { withInstallation, withSlices } from '../tool.js';

const language = () =>
  new Option('-l, --language <language>', 'of the sentences and tables').choices(LANGUAGES).default('ru');
const asOf = () =>
  new Option(
    '--as-of <place>',
    'how things stood: after a position of the record, at a moment, or at the end of a date',
  );
const format = (file: string): Format => (file.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx');

type PlanOptions = {
  plan: string;
  as: string;
  language: Language;
  dryRun?: boolean;
  illustrative?: boolean;
  national?: boolean;
  title?: string;
  territory?: string;
  from?: string;
  to?: string;
};

const importPlan = new Command('plan')
  .description('take over the matrix of a plan (.xlsx or .csv) into a draft')
  .argument('<file>', 'the matrix')
  .requiredOption('-p, --plan <id>', 'the plan; a new one is drafted with --title, --territory, --from and --to')
  .requiredOption('--as <person>', 'in whose name, such as demo-secretariat')
  .addOption(language())
  .option('-n, --dry-run', 'only say what would be, and what is wrong')
  .option('--illustrative', 'mark what is imported as invented')
  .option('--national', 'the new plan is of the republic')
  .option('--title <title>', 'of the new plan, in the language chosen')
  .option('--territory <id>', 'of the new plan')
  .option('--from <date>', 'first day of the new plan')
  .option('--to <date>', 'last day of the new plan')
  .action((file: string, options: PlanOptions) =>
    withApp((installation, app) => runPlanImport(file, options, installation, app)),
  );

async function runPlanImport(
  file: string,
  options: PlanOptions,
  { db }: Installation,
  app: INestApplicationContext,
): Promise<void> {
  const { plan: planId, title, territory: territoryId, from, to } = options;
  const kind = options.national ? 'NATIONAL' : 'LOCAL_JOINT';
  const draft =
    title && territoryId && from && to
      ? ({ kind, territoryId, titles: { [options.language]: title }, from, to } as const)
      : undefined;
  const caller = await callerFor(db, options.as, options.language);
  const ask = { planId, bytes: await readFile(file), fileName: path.basename(file), draft };
  const imports = app.get(PlanImport, { strict: false });
  const { measures, imported, position, problems, warnings } = await answered(
    imports.run(caller, { ...ask, dryRun: options.dryRun ?? false, illustrative: options.illustrative ?? false }),
    options.language,
  );
  tell(`${measures} measures, ${problems.length} problems, ${warnings.length} interpretations`);
  if (imported && position !== null) await waitForProjections(db, position, 10_000);
  tell(imported ? `Imported into ${planId}.` : 'Nothing was written.');
}

type FormOptions = { as: string; language: Language; dryRun?: boolean; submit?: boolean };

const importForm = new Command('form')
  .description('take over a reporting form that was filled in (.xlsx)')
  .argument('<file>', 'the form')
  .argument('<cycle>')
  .argument('<organisation>')
  .requiredOption('--as <person>', 'in whose name: of the organisation that reports')
  .addOption(language())
  .option('-n, --dry-run', 'only say what would be, and what is wrong')
  .option('--submit', 'also submit the report, when nothing is wrong')
  .action((file: string, cycleId: string, organisationId: string, options: FormOptions) =>
    withApp(async ({ db }, app) => {
      const asked = { dryRun: options.dryRun ?? false, submit: options.submit ?? false };
      const { changes, submitted, position, problems, warnings } = await answered(
        app.get(FormService, { strict: false }).take(await callerFor(db, options.as, options.language), {
          ...{ cycleId, organisationId, bytes: await readFile(file), ...asked },
        }),
        options.language,
      );
      tell(`${changes} changes, ${problems.length} problems, ${warnings.length} hints`);
      if (position !== null) await waitForProjections(db, position, 10_000);
      tell(submitted ? 'Submitted.' : position === null ? 'Nothing was written.' : 'Taken over, not submitted.');
    }),
  );

type TableOptions = { out: string; language: Language; asOf?: string; operator?: string };

const exportForm = new Command('form')
  .description('write the reporting form of an organisation for a cycle')
  .argument('<cycle>')
  .argument('<organisation>')
  .requiredOption('-o, --out <file>', 'ends in .xlsx')
  .addOption(language())
  .addOption(operatorOption())
  .action((cycleId: string, organisationId: string, { out, language, operator }: TableOptions) =>
    withApp(async (installation, app) => {
      await keepRead(installation, { operator, field: 'forms/form', ids: { cycleId, organisationId } });
      const forms = app.get(FormService, { strict: false });
      await save(out, await forms.make(questionIn(language), cycleId, organisationId), language);
    }),
  );

const exportPlan = new Command('plan')
  .description('write the matrix of a plan as a table that can be imported again')
  .argument('<plan>')
  .requiredOption('-o, --out <file>', 'ends in .xlsx or .csv')
  .addOption(language())
  .addOption(asOf())
  .addOption(operatorOption())
  .action((planId: string, { out, operator, ...asked }: TableOptions) =>
    withInstallation(async (installation) => {
      const question = await questionAt(installation, asked);
      const place = question.asOf?.position;
      await keepRead(installation, { operator, field: 'export/plan', ids: { planId }, asOf: place });
      await save(out, await new Exports(installation.db).plan(planId, question, format(out)), asked.language);
    }),
  );

const exportMeasures = new Command('measures')
  .description('write the list of measures as a table')
  .option('-p, --plan <id>', 'of which plan; of all unless said')
  .requiredOption('-o, --out <file>', 'ends in .xlsx or .csv')
  .addOption(language())
  .addOption(asOf())
  .addOption(operatorOption())
  .action(({ plan: planId, out, operator, ...asked }: TableOptions & { plan?: string }) =>
    withInstallation(async (installation) => {
      const question = await questionAt(installation, asked);
      const place = question.asOf?.position;
      await keepRead(installation, { operator, field: 'export/measures', ids: { planId }, asOf: place });
      const filter = planId ? { planId } : {};
      await save(out, await new Exports(installation.db).measures(filter, question, format(out)), asked.language);
    }),
  );

export const importCommand = new Command('import').addCommand(importPlan).addCommand(importForm);
export const exportCommand = new Command('export')
  .addCommand(exportPlan)
  .addCommand(exportMeasures)
  .addCommand(exportForm);

const withApp = (work: (installation: Installation, app: INestApplicationContext) => Promise<void>) =>
  withInstallation((installation) => withSlices(installation, (app) => work(installation, app)));

/** Whoever works on the machine that holds the record reads all of it. */
const questionIn = (language: Language) => ({
  language,
  today: dateOf(new Date().toISOString()),
  asOf: undefined,
  scope: { kind: 'ALL' } as const,
});

/** The question at the place in the record that was asked for; unless one was, at its end. */
async function questionAt(installation: Installation, { language, asOf }: Pick<TableOptions, 'language' | 'asOf'>) {
  if (asOf === undefined) return questionIn(language);
  const place = await standpointOf(installation, askedAsOf(asOf), new Date().toISOString());
  if (typeof place === 'string') throw new Error(translatorFor(language).say(`fault.${place}`));
  return { ...questionIn(language), ...place };
}

/** The person with the mandate that holds today: who may what is judged as for everybody. */
async function callerFor(db: Installation['db'], personId: string, language: Language): Promise<Caller> {
  const at = new Date().toISOString();
  const today = dateOf(at);
  const [mandate] = await findMandatesInForce(db, personId, today);
  if (!mandate) throw new Error(`${personId} holds no mandate that is in force.`);
  const { role, organisationId, territoryId } = mandate;
  const by = { personId, role, organisationId, territoryId, onBehalfOf: null };
  return { personId, by, language, correlationId: crypto.randomUUID(), at, asOf: undefined, today };
}

type Taken = { readonly problems: readonly Problem[]; readonly warnings: readonly Warning[] };

/** The answer, once everything that a person should know of it was printed. Problems make the command fail. */
async function answered<A extends Taken>(work: Promise<A | Refusal<RefusalCode>>, language: Language): Promise<A> {
  const answer = await work.catch((error: Error) => {
    if (error instanceof FileRefused) throw new Error(tellRefused(error, language).message);
    throw error;
  });
  if (isRefusal<RefusalCode>(answer)) throw new Error(sentence(answer, language));
  const { problems, warnings } = answer;
  print(
    '?',
    warnings.map((warning) => tellWarning(warning, language)),
  );
  print(
    '!',
    problems.map((problem) => tellProblem(problem, language)),
  );
  if (problems.length > 0) process.exitCode = 1;
  return answer;
}

async function save(file: string, content: Buffer | Refusal<RefusalCode>, language: Language): Promise<void> {
  if (isRefusal<RefusalCode>(content)) throw new Error(sentence(content, language));
  await writeFile(file, content);
  tell(`Written to ${file} (${content.length} bytes)`);
}

const sentence = ({ refused, details }: Refusal<RefusalCode>, language: Language): string =>
  translatorFor(language).say(`refusal.${refused}`, details ?? {});

function print(mark: string, things: readonly Told[]): void {
  for (const { sheet, cell, code, message } of things)
    console.log(`${mark} ${sheet ?? ''}${cell ? `!${cell}` : ''}  ${code}  ${message}`);
}
