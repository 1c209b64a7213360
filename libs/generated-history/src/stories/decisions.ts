import { carriesOutPlans } from '@baikoo/identity';
import { addDays, dateOf } from '@baikoo/kernel';
import { measure, measureStream } from '@baikoo/measures';
import { plan, planStream } from '@baikoo/plans';
import type { Body } from '../country.js';
import { generated } from '../words.js';
import { measuresOf, type World } from '../world.js';

const WHY = 'Generated reason.';

/** Between two reports some measures of an organisation are extended, suspended, taken up again or cancelled. */
export function decideOnMeasures(world: World, planId: string, body: Body): void {
  const { scribe, chance, country } = world;
  const { kind, status, from, to } = scribe.stateOf(plan, planStream(planId));
  const ofPlan = { status, from, to, directionId: undefined };
  const decision = { titles: generated('decision'), number: 'generated', date: dateOf(scribe.now) };
  const by = body.territoryId === null ? country.secretariat : body.secretary;
  for (const measureId of measuresOf(world, planId, body.organisationId)) {
    const stream = measureStream(measureId);
    const known = scribe.stateOf(measure, stream);
    if (known.status !== 'UNDERWAY' && known.status !== 'SUSPENDED') continue;
    const carriesOut = carriesOutPlans(by.role, kind);
    const withinMandate = country.reaches(by, known.territoryId);
    const about = { measureId, by, withinMandate, carriesOut, why: WHY, plan: ofPlan };
    const decided = { ...about, decision };
    if (!about.withinMandate) continue;
    if (known.status === 'SUSPENDED') {
      if (chance.of(0.6)) scribe.ask(measure, stream, { type: 'ResumeMeasure', ...about });
      continue;
    }
    const deadline = addDays(known.deadline, chance.int(1, 12) * 15);
    if (deadline <= to && chance.of(0.05))
      scribe.ask(measure, stream, { type: 'ExtendDeadline', deadline, ...decided });
    else if (chance.of(0.02)) scribe.ask(measure, stream, { type: 'SuspendMeasure', ...decided });
    else if (chance.of(0.01)) scribe.ask(measure, stream, { type: 'CancelMeasure', ...decided });
  }
}
