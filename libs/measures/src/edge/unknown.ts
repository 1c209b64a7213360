import type { Database } from '@baikoo/database';
import { findOrganisation } from '@baikoo/identity';
import { findIndicator } from '@baikoo/indicators';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findTerritoryProblem } from '@baikoo/territories';
import type { MeasureWish } from './measure.wish.js';

/** What a wish names and the registers do not know; undefined when they know everything. */
export async function findUnknown(db: Database, wish: MeasureWish): Promise<Refusal<RefusalCode> | undefined> {
  const unknownOrganisation = async (id: string, path: string) =>
    (await findOrganisation(db, id)) ? undefined : refuse('UNKNOWN_ORGANISATION' as const, path, { id });
  switch (wish.type) {
    case 'AddMeasure': {
      const { territoryId, plannedStart: from, deadline: to, responsibleOrganisationId, coExecutorIds } = wish;
      const nowhere = await findTerritoryProblem(db, territoryId, { from, to });
      if (nowhere) return nowhere;
      const unknown = await unknownOrganisation(responsibleOrganisationId, 'responsibleOrganisationId');
      if (unknown) return unknown;
      for (const organisationId of coExecutorIds ?? []) {
        const stranger = await unknownOrganisation(organisationId, 'coExecutorIds');
        if (stranger) return stranger;
      }
      return undefined;
    }
    case 'ReassignMeasure':
      return unknownOrganisation(wish.responsibleOrganisationId, 'responsibleOrganisationId');
    case 'AssignCoExecutor':
      return unknownOrganisation(wish.organisationId, 'organisationId');
    case 'LinkIndicator': {
      const { indicatorId: id } = wish;
      return (await findIndicator(db, id)) ? undefined : refuse('UNKNOWN_INDICATOR', 'indicatorId', { id });
    }
    default:
      return undefined;
  }
}
