import type { Projection } from '@baikoo/projections';
import { mandateModel } from './mandates.js';
import { organisationModel } from './organisations.js';
import { personalDataModel } from './personal-data.js';

export const identityProjection: Projection = {
  name: 'identity',
  version: 3,
  schema: 'libs/identity/src/read/identity.sql',
  models: [organisationModel, mandateModel, personalDataModel],
};
