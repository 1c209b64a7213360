import type { Database } from '@baikoo/database';
import type { Cause, EventStore } from '@baikoo/event-store';
import { type Actor, isRefusal } from '@baikoo/kernel';
import { waitForProjections } from '@baikoo/projections';
import { adoptionStage, conceptStages, illustrativeMeasureStage } from './concept.js';
import { illustrativeTargetStage, indicatorStages } from './indicators.js';
import { demonstrationStage, renameStage, territoryStage } from './registers.js';
import type { CommandDoor, Entry, Stage } from './stage.js';

/** In whose name the installation itself acts, before there are people: a person's act is never pretended. */
export const INSTALLATION: Actor = {
  personId: 'installation',
  role: 'INSTALLATION',
  organisationId: 'installation',
  territoryId: 'KG',
  onBehalfOf: null,
};

const CATCH_UP_MS = 60_000;

export type Loading = {
  readonly bus: CommandDoor;
  readonly store: EventStore;
  readonly db: Database;
  /**
   * With the illustrative organisations, mandates and measures of the demonstration; the Concept is then left a draft
   * for the demonstration to adopt.
   */
  readonly illustrative: boolean;
  readonly onProgress?: (message: string) => void;
};

/** What is loaded, in an order in which each stage needs only those before it. */
export async function firstData(illustrative: boolean): Promise<readonly Stage[]> {
  return [
    await territoryStage(),
    await renameStage(),
    ...(illustrative ? [await demonstrationStage()] : []),
    ...(await indicatorStages()),
    ...(await conceptStages()),
    ...(illustrative ? [await illustrativeTargetStage(), await illustrativeMeasureStage()] : [await adoptionStage()]),
  ];
}

/**
 * Loads the real data of `data/`. Every command has an id that follows from what it is about: loading again, also
 * after a start that was cut short, adds only what is missing. Returns how many commands there were.
 */
export async function loadFirstData({ bus, store, db, illustrative, onProgress }: Loading): Promise<number> {
  let count = 0;
  for (const { name, entries } of await firstData(illustrative)) {
    const last = entries.at(-1);
    if (last && (await store.findReceipt(commandIdOf(last)))) continue;
    onProgress?.(`Loading ${name} (${entries.length})`);
    for (const entry of entries) await load(bus, entry);
    count += entries.length;
    if (!(await waitForProjections(db, await store.head(), CATCH_UP_MS)))
      throw new Error(`The read models did not take in the ${name} in time.`);
  }
  return count;
}

/** Whether the real data were loaded without illustrations: such a record is in service. */
export async function wasSeeded(store: EventStore): Promise<boolean> {
  const [adoption] = (await adoptionStage()).entries;
  return (await store.findReceipt(commandIdOf(adoption!))) !== undefined;
}

async function load(bus: CommandDoor, entry: Entry): Promise<void> {
  const at = new Date().toISOString();
  const outcome = await bus.execute(entry.message({ by: INSTALLATION, at }, causeOf(entry)));
  if (isRefusal(outcome)) throw new Error(`The first data were refused at ${entry.id}: ${JSON.stringify(outcome)}`);
}

const commandIdOf = ({ id }: Entry) => `first-data:${id}`;

const causeOf = (entry: Entry): Cause =>
  installationCause(
    commandIdOf(entry),
    'first-data',
    'First data of the installation; sources are named in each fact.',
  );

/** Who and why, for a command that the installation itself gives. */
export const installationCause = (commandId: string, correlationId: string, reason: string): Cause => ({
  commandId,
  correlationId,
  causationId: null,
  actorId: INSTALLATION.personId,
  organisationId: INSTALLATION.organisationId,
  roleAtTime: INSTALLATION.role,
  territoryAtTime: INSTALLATION.territoryId,
  onBehalfOf: null,
  reason,
  legalBasis: null,
  effectiveAt: null,
  fingerprint: null,
});
