import { INSTALLATION } from '@baikoo/first-data';
import { mandate, mandateStream, organisation, type OrganisationKind, organisationStream } from '@baikoo/identity';
import { type Actor, dateOf } from '@baikoo/kernel';
import { TERRITORY_MAP_STREAM, territoryMap } from '@baikoo/territories';
import { type Story } from '../agenda.js';
import { actor, type Body } from '../country.js';
import { generated } from '../words.js';
import type { World } from '../world.js';
import { changeTheMap } from './map-changes.js';

/** The map, the offices and who acts for them, registered by the installation before there are people. */
export function* registers(world: World): Story {
  const { scribe, country } = world;
  const { territories, secretariat, councilChair, national, municipalities } = country;
  for (const each of territories)
    scribe.ask(territoryMap, TERRITORY_MAP_STREAM, { ...each, inherited: [], by: INSTALLATION });
  changeTheMap(world);
  scribe.forget(TERRITORY_MAP_STREAM);
  yield 1;

  // A parent commission reviews what its municipalities report, also where it reports nothing itself.
  const reviewing = municipalities.flatMap(({ reviewer, verifier }) => [reviewer, verifier]);
  const chairs = [...national, ...municipalities].flatMap(({ chair }) => chair ?? []);
  const people = [secretariat, councilChair, ...[...national, ...municipalities].map((body) => body.secretary)];
  const all = new Map([...people, ...chairs, ...reviewing].map((person) => [person.personId, person]));
  const offices = new Map([...all.values()].map((person) => [person.organisationId, person]));
  for (const { organisationId, role, territoryId } of offices.values())
    scribe.ask(organisation, organisationStream(organisationId), {
      ...{ type: 'RegisterOrganisation', organisationId, kind: KINDS[role]!, territoryId, illustrative: true },
      ...{ names: generated(organisationId.replace('generated-', '').replaceAll('-', ' ')), by: INSTALLATION },
    });
  yield 1;
  for (const person of all.values()) grant(scribe, person, INSTALLATION);
}

const KINDS: Readonly<Record<string, OrganisationKind>> = {
  COUNCIL_SECRETARIAT: 'COUNCIL_SECRETARIAT',
  COUNCIL_CHAIR: 'COORDINATION_COUNCIL',
  MINISTRY_FOCAL_POINT: 'MINISTRY',
  COMMISSION_SECRETARY: 'COORDINATION_COMMISSION',
  COMMISSION_CHAIR: 'COORDINATION_COMMISSION',
};

function grant(scribe: World['scribe'], { personId, role, organisationId, territoryId }: Actor, by: Actor): void {
  const period = { from: dateOf(scribe.now), to: null };
  const mandateId = `mandate-${personId}`;
  const type = 'GrantMandate';
  scribe.ask(mandate, mandateStream(mandateId), {
    ...{ type, mandateId, personId, role: role as Body['secretary']['role'] & 'AUDITOR', organisationId, territoryId },
    ...{ ...period, by },
  });
}

/** Once in a while another person writes for a commission: the old mandate ends, a new one begins. */
export function* succession({ scribe, country }: World, body: Body, year: number): Story {
  const { personId, role, organisationId, territoryId } = body.secretary;
  const { secretariat } = country;
  const mandateId = `mandate-${personId}`;
  const revokedOn = dateOf(scribe.now);
  scribe.ask(mandate, mandateStream(mandateId), { type: 'RevokeMandate', mandateId, revokedOn, by: secretariat });
  const successor = actor(organisationId, role as 'COMMISSION_SECRETARY', territoryId, `secretary-${year}`);
  grant(scribe, successor, secretariat);
  body.secretary = successor;
  yield 1;
}
