import { conventionsProjection } from '@baikoo/conventions';
import { trailProjection } from '@baikoo/audit';
import { councilProjection } from '@baikoo/council';
import { cyclesProjection } from '@baikoo/cycles';
import { identityProjection } from '@baikoo/identity';
import { indicatorsProjection } from '@baikoo/indicators';
import { measuresProjection } from '@baikoo/measures';
import { plansProjection } from '@baikoo/plans';
import type { AnyReadModel, Projection } from '@baikoo/projections';
import { reportsProjection } from '@baikoo/reports';
import { territoriesProjection } from '@baikoo/territories';

/** Every projection of the system. A new slice adds its own here and to {@link SlicesModule}. */
export const projections: readonly Projection[] = [
  territoriesProjection,
  identityProjection,
  plansProjection,
  measuresProjection,
  indicatorsProjection,
  cyclesProjection,
  councilProjection,
  reportsProjection,
  conventionsProjection,
  trailProjection,
];

/** The read models of all projections. */
export const readModels: readonly AnyReadModel[] = projections.flatMap(({ models }) => models);
