import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { Command } from 'commander';
import { ReadLog, type SensitiveRead } from '@baikoo/edge';
import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import { installationCause } from '@baikoo/first-data';
import { AskPerson, findMandatesOf, findPerson } from '@baikoo/identity';
import type { Installation } from '@baikoo/installation';
import { isRefusal } from '@baikoo/kernel';
import { operatorOf } from '../kept-read.js';
import { tell, withInstallation, withSlices } from '../tool.js';

type By = { readonly operator: string; readonly reason: string };

export const personCommand = new Command('person').description('what is held about a person: give it out, or erase it');

personCommand
  .command('export')
  .description(
    'print all that is held about a person, as JSON: their data, mandates, and acts by id. The export is kept',
  )
  .argument('<person>', "the person's id: the subject (sub) of their sign-in tokens")
  .requiredOption('--operator <id>', 'who exports')
  .requiredOption('--reason <text>', 'why; kept with the export: no names of people')
  .action((id: string, by: By) => withInstallation((installation) => exportPerson(installation, id, by)));

personCommand
  .command('erase')
  .description('erase what is held about a person. That it was erased, by whom and why stays in the record')
  .argument('<person>', "the person's id")
  .requiredOption('--operator <id>', 'who erases')
  .requiredOption('--reason <text>', 'why; enters the record: no names of people')
  .action((id: string, by: By) => withInstallation((installation) => erasePerson(installation, id, by)));

async function exportPerson(installation: Installation, id: string, by: By): Promise<void> {
  const { db, store } = installation;
  const at = new Date().toISOString();
  const read: SensitiveRead = {
    ...{ kind: 'PERSONAL', via: 'COMMAND_LINE', by: operatorOf(by.operator), at, correlationId: randomUUID() },
    ...{
      operation: `person export: ${by.reason}`.slice(0, 200),
      asked: [{ field: 'person', arguments: { id } }],
      asOf: null,
    },
  };
  // Nothing is given out before it is written to whom.
  await withSlices(installation, (app) => app.get(ReadLog, { strict: false }).recordNow(read));
  const acts = [];
  for await (const { position, type, stream, recordedAt, cause, eventId } of actsOf(store, id))
    acts.push({
      ...{ position: String(position), eventId, type, stream, recordedAt },
      ...{ role: cause.roleAtTime, organisationId: cause.organisationId, onBehalfOf: cause.onBehalfOf },
    });
  const held = (await findPerson(db, store, id)) ?? null;
  const mandates = await findMandatesOf(db, id);
  console.log(JSON.stringify({ id, exportedAt: at, held, mandates, acts }, null, 2));
}

/** Every fact that a person caused: the whole record is looked through, which takes a while. */
async function* actsOf(store: EventStore, personId: string): AsyncGenerator<Recorded> {
  let after: Position = 0n;
  for (;;) {
    const page = await store.readLog(after, 1_000);
    for (const event of page) if (event.cause.actorId === personId) yield event;
    const last = page.at(-1);
    if (!last) return;
    after = last.position;
  }
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
