import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { Command } from 'commander';
import { INSTALLATION, installationCause } from '@baikoo/first-data';
import { AskMandate, AskOrganisation, findOrganisation, isRoleHeld } from '@baikoo/identity';
import type { Installation } from '@baikoo/installation';
import { dateOf, isRefusal } from '@baikoo/kernel';
import { waitForProjections } from '@baikoo/projections';
import { findTerritory } from '@baikoo/territories';
import { tell } from '../tell.js';
import { withInstallation, withSlices } from '../tool.js';

const SECRETARIAT = {
  organisationId: 'council-secretariat',
  kind: 'COUNCIL_SECRETARIAT',
  names: {
    ky: 'Координациялык кеңештин катчылыгы',
    ru: 'Секретариат Координационного совета',
    en: 'Secretariat of the Coordination Council',
    unconfirmed: ['ky'],
  },
  territoryId: 'KG',
  illustrative: false,
} as const;

export const appointCommand = new Command('appoint')
  .argument('<person>', "the person's id: the subject (sub) of their sign-in tokens")
  .action((personId: string) => withInstallation((installation) => appoint(installation, personId)));

async function appoint(installation: Installation, personId: string): Promise<void> {
  if (!/^[A-Za-z0-9.:_/-]{1,100}$/.test(personId))
    throw new Error('A person id is 1 to 100 letters, digits or the signs . : _ - /');
  await withSlices(installation, async (app) => {
    const { db, store } = installation;
    await waitForProjections(db, await store.head(), 60_000);
    const at = new Date().toISOString();
    if (await isRoleHeld(db, 'COUNCIL_SECRETARIAT', dateOf(at)))
      throw new Error('Somebody of the secretariat holds a mandate already: ask them to grant this one.');
    if (!(await findTerritory(db, 'KG'))) throw new Error('Load the real data first: baikoo seed.');

    const bus = app.get(CommandBus, { strict: false });
    const who = { by: INSTALLATION, at };
    const cause = () => installationCause(randomUUID(), 'appoint', 'First mandate of the installation');
    if (!(await findOrganisation(db, SECRETARIAT.organisationId)))
      accepted(
        await bus.execute(new AskOrganisation({ type: 'RegisterOrganisation', ...SECRETARIAT, ...who }, cause())),
      );
    const { organisationId, territoryId } = SECRETARIAT;
    const period = { from: dateOf(at), to: null };
    const mandate = {
      mandateId: `first-${personId}`,
      personId,
      role: 'COUNCIL_SECRETARIAT',
      organisationId,
    } as const;
    accepted(
      await bus.execute(new AskMandate({ type: 'GrantMandate', ...mandate, territoryId, ...period, ...who }, cause())),
    );
    await waitForProjections(db, await store.head(), 60_000);
    tell(`${personId} now acts for the secretariat of the Council.`);
  });
}

function accepted(outcome: object): void {
  if (isRefusal(outcome)) throw new Error(`Refused: ${outcome.refused}`);
}
