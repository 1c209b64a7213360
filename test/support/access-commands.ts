import type { WalkDone } from '@baikoo/first-data';
import { COMMANDS, mayCommand, type Role } from '@baikoo/identity';
import { describe, expect, test } from '@jest/globals';
import { PEOPLE } from './access-people.js';
import { inputOf, inputTypeOf, MUTATIONS, mutationOf } from './generated-input.js';
import type { RunningApi } from './running-api.js';

/** Their mandate is for the republic: to them nothing is foreign. What they must not do is a matter of their role. */
const NATIONAL: readonly Role[] = ['COUNCIL_SECRETARIAT', 'COUNCIL_CHAIR'];

/** How it is said that something is another territory's, office's or agency's. */
const FOREIGN = [...['FOREIGN_TERRITORY', 'NOT_YOUR_REPORT', 'NOT_YOUR_STEP', 'NOT_YOUR_INDICATOR', 'NOT_RESPONSIBLE']];

/** Of one's own report, always: it has no field that could name another's. */
const NAMES_NOBODY: readonly string[] = ['RequestCorrection'];

/** Reviews are of a report that was begun: that of the half-year before. */
const REVIEWS: readonly string[] = ['StartReview', 'EndorseReport', 'ReturnReport', 'AcceptReport'];

/** The commands of each role that writes for a territory or an agency, on what is another's: Osh, to all of them. */
const LOCAL = PEOPLE.filter(({ id, role }) => !NATIONAL.includes(role) && id !== 'demo-osh-secretary').flatMap(
  (person) =>
    COMMANDS.filter((command) => mayCommand(person.role, command) && !NAMES_NOBODY.includes(command)).map(
      (command) => [command, person.id] as const,
    ),
);

/** Every command as every role that may give it, on what is foreign. */
export function specifyCommands(walked: () => { readonly api: RunningApi; readonly walk: WalkDone }): void {
  const give = async (person: string, command: string, more: object = {}) => {
    const { api, walk } = walked();
    const input = inputOf(command, {
      ...{ commandId: `foreign-${person}-${command}`, planId: command === 'DraftPlan' ? 'foreign-plan' : 'access-osh' },
      ...{ cycleId: REVIEWS.includes(command) ? walk.earlierCycleId : walk.cycleId },
      ...{
        measureId: command === 'AddMeasure' ? 'foreign-measure' : 'osh-patrols',
        toMeasureId: 'osh-patrols',
        territoryId: 'KG-GO',
      },
      ...{ organisationId: 'commission-osh-city', onBehalfOf: 'commission-osh-city' },
      ...{
        responsibleOrganisationId: 'commission-osh-city',
        year: 2026,
        ...(command === 'DraftPlan' && { kind: 'LOCAL_JOINT' }),
      },
      ...{ changes: [{ retitlePlan: { titles: { ru: 'text' } } }] },
      ...{ indicatorId: 'ROAD_ACCIDENTS', ru: 'text', mediaType: 'application/pdf', sha256: 'a'.repeat(64) },
      ...{ address: 'https://example.org/file', legalBasis: 'an act', reason: 'a reason' },
      ...more,
    });
    const { data, errors } = await api.ask(
      person,
      `mutation ($input: ${inputTypeOf(command)}) { it: ${mutationOf(command)}(input: $input) {
        ... on Receipt { position } ... on Refusal { code path message } } }`,
      { input },
    );
    expect(errors).toBeUndefined();
    return (data as { it: { code?: string; path?: string; message?: string } }).it;
  };

  describe('a command on what is another’s', () => {
    test.each(LOCAL)('%s, given by %s, is refused as foreign', async (command, person) => {
      const head = await walked().api.installation.store.head();
      const { code, path, message } = await give(person, command);
      expect([code, FOREIGN.includes(code ?? '') ? 'foreign' : `${path}: ${message}`]).toEqual([code, 'foreign']);
      expect(await walked().api.installation.store.head()).toBe(head);
    });
  });

  test('a locality drafts no national plan of its own', async () => {
    const own = { kind: 'NATIONAL', territoryId: '41711201000000', planId: 'own-national', commandId: 'own-national' };
    expect((await give('demo-leninsky-secretary', 'DraftPlan', own)).code).toBe('NATIONAL_IS_OF_THE_REPUBLIC');
  });

  test('every mutation is a command of the table, and every command of the table a mutation', () =>
    expect(MUTATIONS.toSorted()).toEqual(COMMANDS.map(mutationOf).toSorted()));
}
