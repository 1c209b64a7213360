import { expect } from '@jest/globals';
import { inputOf, inputTypeOf, mutationOf } from './generated-input.js';
import type { Walked } from './walked.js';

/** What a command is given on: a plan with a measure, and the office that reports on it. */
export type Place = {
  readonly planId: string;
  readonly measureId: string;
  readonly territoryId: string;
  readonly organisationId: string;
};

export type Given = {
  /** What else the input says, or otherwise. */
  readonly more?: object;
  readonly language?: string;
};

/** Reviews are of a report that was begun: that of the half-year before. */
const REVIEWS: readonly string[] = ['StartReview', 'EndorseReport', 'ReturnReport', 'AcceptReport'];

/** Gives commands over HTTP, with inputs generated from the schema; undefined is somebody who did not sign in. */
export const giving =
  (walked: Walked) =>
  async (person: string | undefined, command: string, place: Place, { more = {}, language }: Given = {}) => {
    const { api, walk } = walked();
    const { planId, measureId, territoryId, organisationId } = place;
    const input = inputOf(command, {
      ...{
        commandId: `${planId}-${person ?? 'nobody'}-${command}`,
        planId: command === 'DraftPlan' ? `${planId}-${person}` : planId,
      },
      ...{ cycleId: REVIEWS.includes(command) ? walk.earlierCycleId : walk.cycleId },
      ...{ measureId: command === 'AddMeasure' ? `${planId}-measure` : measureId, toMeasureId: measureId, territoryId },
      ...{ organisationId, onBehalfOf: organisationId, responsibleOrganisationId: organisationId, year: 2026 },
      ...(command === 'DraftPlan' && { kind: territoryId === 'KG' ? 'NATIONAL' : 'LOCAL_JOINT' }),
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
      language,
    );
    expect(errors).toBeUndefined();
    return (data as { it: { code?: string; path?: string; message?: string } }).it;
  };
