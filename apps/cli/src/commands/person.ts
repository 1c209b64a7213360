import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { CommandBus } from '@nestjs/cqrs';
import { Command, Option } from 'commander';
import { keptReason, PersonExport } from '@baikoo/audit';
import { ReadLog, type SensitiveRead } from '@baikoo/edge';
import { installationCause } from '@baikoo/first-data';
import { AskPerson } from '@baikoo/identity';
import type { Installation } from '@baikoo/installation';
import { isRefusal, type Language, LANGUAGES } from '@baikoo/kernel';
import { operatorOf } from '../kept-read.js';
import { tell } from '../tell.js';
import { withInstallation, withSlices } from '../tool.js';

type By = { readonly operator: string; readonly reason: string };
type Export = By & { readonly language: Language };

export const personCommand = new Command('person');

personCommand
  .command('export')
  .description(
    'print all that is held about a person, as JSON: their data, mandates, and what they did, tried and read. The export is kept',
  )
  .argument('<person>', "the person's id: the subject (sub) of their sign-in tokens")
  .requiredOption('--operator <id>', 'who exports')
  .requiredOption('--reason <text>', 'why; stands in the audit trail beside the export: no names of people')
  .addOption(new Option('-l, --language <language>', 'of the sentences').choices(LANGUAGES).default('ru'))
  .action((id: string, by: Export) => withInstallation((installation) => exportPerson(installation, id, by)));

personCommand
  .command('erase')
  .description('erase what is held about a person. That it was erased, by whom and why stays in the record')
  .argument('<person>', "the person's id")
  .requiredOption('--operator <id>', 'who erases')
  .requiredOption('--reason <text>', 'why; enters the record: no names of people')
  .action((id: string, by: By) => withInstallation((installation) => erasePerson(installation, id, by)));

async function exportPerson(installation: Installation, id: string, { language, ...by }: Export): Promise<void> {
  const at = new Date().toISOString();
  const read: SensitiveRead = {
    ...{ kind: 'PERSONAL', via: 'COMMAND_LINE', by: operatorOf(by.operator), at, correlationId: randomUUID() },
    ...{
      operation: keptReason(by.reason),
      asked: [{ field: 'export/person', arguments: { id } }],
      asOf: null,
    },
  };
  await withSlices(installation, async (app) => {
    // Nothing is given out before it is written to whom.
    await app.get(ReadLog, { strict: false }).recordNow(read);
    const file = app.get(PersonExport, { strict: false }).file(id, language, at);
    await pipeline(file, process.stdout, { end: false });
  });
}

async function erasePerson(installation: Installation, personId: string, by: By): Promise<void> {
  const actor = operatorOf(by.operator);
  const id = randomUUID();
  const cause = {
    ...installationCause(id, id, by.reason),
    ...{ actorId: actor.personId, organisationId: actor.organisationId, roleAtTime: actor.role, territoryAtTime: null },
  };
  await withSlices(installation, async (app) => {
    const command = { type: 'ErasePerson', personId, by: actor, at: new Date().toISOString() } as const;
    const outcome = await app.get(CommandBus, { strict: false }).execute(new AskPerson(command, cause, null));
    if (isRefusal(outcome)) throw new Error(`Refused: ${outcome.refused}`);
    tell(`Nothing is held about ${personId} any more.`);
  });
}
