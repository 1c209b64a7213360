import { carriesOutPlans } from '@baikoo/identity';
import { measure, measureStream } from '@baikoo/measures';
import { plan, planStream } from '@baikoo/plans';
import type { Story } from '../agenda.js';
import type { Body } from '../country.js';
import { indicatorIdOf } from '../words.js';
import { measuresOf, type World } from '../world.js';
import { NATIONAL_PLAN } from './plans.js';

/**
 * Some measures of an organisation are to move an indicator, and some of a joint plan serve a task of the national one.
 * What was linked to the wrong one is unlinked again.
 */
export function* links(world: World, planId: string, body: Body): Story {
  const { scribe, chance, country, size } = world;
  const { kind: own } = scribe.stateOf(plan, planStream(planId));
  const { kind, status, tasks } = scribe.stateOf(plan, planStream(NATIONAL_PLAN));
  const by = own === 'NATIONAL' ? country.secretariat : body.secretary;
  const reach = { withinMandate: true, carriesOut: carriesOutPlans(by.role, own), by };
  const mistaken: (() => void)[] = [];
  for (const measureId of measuresOf(world, planId, body.organisationId)) {
    const stream = measureStream(measureId);
    const of = { measureId, ...reach };
    if (chance.of(0.4)) {
      const indicatorId = indicatorIdOf(chance.int(1, size.indicators));
      scribe.ask(measure, stream, { type: 'LinkIndicator', indicatorId, ...of });
      if (chance.of(0.1))
        mistaken.push(() => scribe.ask(measure, stream, { type: 'UnlinkIndicator', indicatorId, ...of }));
    }
    if (own !== 'LOCAL_JOINT' || !chance.of(0.4)) continue;
    const taskId = chance.pick([...tasks.keys()]);
    const served = { planId: NATIONAL_PLAN, taskId };
    const plans = { own, served: { kind, adopted: status === 'ADOPTED', hasTask: true } };
    scribe.ask(measure, stream, { type: 'LinkToTask', ...served, plans, ...of });
    if (chance.of(0.1)) mistaken.push(() => scribe.ask(measure, stream, { type: 'UnlinkFromTask', ...served, ...of }));
  }
  yield chance.int(8, 40);
  for (const unlink of mistaken) unlink();
}
