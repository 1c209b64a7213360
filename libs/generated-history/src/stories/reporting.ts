import {
  cycle,
  cycleStream,
  type Item,
  itemIdOf,
  submission,
  type SubmissionCommand,
  submissionIdOf,
  submissionStream,
} from '@baikoo/cycles';
import { type Actor, addDays, type CalendarDate, dateOf } from '@baikoo/kernel';
import { measure, measureStream } from '@baikoo/measures';
import { plan, planStream } from '@baikoo/plans';
import type { Story } from '../agenda.js';
import type { Body } from '../country.js';
import { indicatorIdOf } from '../words.js';
import { measuresOf, type World } from '../world.js';
import { consolidate, type Reporting } from './consolidation.js';
import { decideOnMeasures } from './decisions.js';
import { figureOf } from './readings.js';

/** The report of one organisation: written over some days, given, perhaps returned and mended, taken over. */
export function* reporting(world: World, about: Reporting): Story {
  const { scribe, chance } = world;
  const { cycleId, body } = about;
  const { organisationId, reviewer } = body;
  const submissionId = submissionIdOf(cycleId, organisationId);
  const stream = submissionStream(submissionId);
  const of = { submissionId, cycleId, organisationId };
  const ofCycle = () => ({ ...of, cycle: cycleOf(world, cycleId, organisationId) });
  const under = (by: Actor) => ({ ...ofCycle(), withinMandate: reachesReport(world, by, body), by });
  const report = (item: Item) => {
    const { planId } = scribe.stateOf(cycle, cycleStream(cycleId));
    const subject = subjectOf(world, planId, item);
    const by = body.secretary;
    return { decided: scribe.ask(submission, stream, { type: 'ReportItem', ...ofCycle(), item, subject, by }), item };
  };

  decideOnMeasures(world, scribe.stateOf(cycle, cycleStream(cycleId)).planId, body);
  yield 0;
  const items = new Map<string, ReturnType<typeof report>>();
  const keep = (reported: ReturnType<typeof report>) => items.set(itemIdOf(reported.item), reported);
  for (const item of itemsOf(world, about)) {
    keep(report(item));
    // Some figures are looked at again before anybody else sees them.
    if (chance.of(0.1)) {
      yield 1;
      // Not only changed: taken back, and written anew.
      if (chance.of(0.5)) {
        const itemId = itemIdOf(item);
        scribe.ask(submission, stream, { type: 'WithdrawItem', ...ofCycle(), itemId, by: body.secretary });
      }
      keep(report(corrected(world, item)));
    }
    yield 1;
  }
  if (items.size === 0) return;
  scribe.ask(submission, stream, { type: 'SubmitReport', ...ofCycle(), by: body.secretary });
  yield chance.int(4, 20);

  for (let times = 0; times < 2 && chance.of(0.2); times++) {
    const doubtful = [...items.values()].filter(() => chance.of(0.15)).map(({ item }) => item);
    const remarks = doubtful.map((item) => ({ itemId: itemIdOf(item), text: 'Generated remark: please look again.' }));
    const general = { itemId: null, text: 'Generated remark on the whole report.' };
    scribe.ask(submission, stream, { type: 'ReturnReport', ...under(reviewer), remarks: [...remarks, general] });
    yield chance.int(4, 12);
    for (const item of doubtful) {
      // What cannot be upheld is withdrawn, as long as something remains.
      if (item.kind === 'EXPENDITURE' && chance.of(0.2)) {
        const itemId = itemIdOf(item);
        scribe.ask(submission, stream, { type: 'WithdrawItem', ...ofCycle(), itemId, by: body.secretary });
        items.delete(itemId);
      } else keep(report(corrected(world, item)));
      yield 1;
    }
    answerRemarks(world, stream, { ...ofCycle(), by: body.secretary });
    scribe.ask(submission, stream, { type: 'SubmitReport', ...ofCycle(), by: body.secretary });
    yield chance.int(4, 12);
  }
  // Some wait until the cycle is closed, and are never accepted.
  if (chance.of(0.03)) return;
  const accepted = scribe.ask(submission, stream, { type: 'AcceptReport', ...under(reviewer) });
  yield 0;
  yield* consolidate(world, { ...about, submissionId, accepted, reported: [...items.values()] });
}

function cycleOf({ scribe }: World, cycleId: string, organisationId: string) {
  const { status, planId, illustrative, owed } = scribe.stateOf(cycle, cycleStream(cycleId));
  const { territoryId = null, exempt = false, endorsedBy = [] } = owed.get(organisationId) ?? {};
  return { status, planId, illustrative, owed: owed.has(organisationId), territoryId, exempt, endorsedBy };
}

type Answering = Pick<Extract<SubmissionCommand, { type: 'AnswerRemark' }>, 'by' | 'cycle' | 'cycleId'> & {
  readonly submissionId: string;
  readonly organisationId: string;
};

/** What was not changed after a remark is explained: a returned report does not come back as it was. */
function answerRemarks({ scribe }: World, stream: string, about: Answering): void {
  for (const { itemId } of scribe.stateOf(submission, stream).openRemarks) {
    const text = 'Generated answer: it is right as it stands.';
    scribe.ask(submission, stream, { type: 'AnswerRemark', ...about, itemId, text });
  }
}

/** A report of no territory is reviewed only by mandates for the whole republic. */
const reachesReport = ({ country }: World, by: Actor, { territoryId }: Body) =>
  country.reaches(by, territoryId ?? 'KG');

function subjectOf({ scribe }: World, planId: string, item: Item) {
  if (item.kind === 'READING') return { kind: 'INDICATOR' as const };
  const known = scribe.stateOf(measure, measureStream(item.measureId));
  if (known.status === 'UNKNOWN') return undefined;
  const { responsible: responsibleOrganisationId, status: standing, fundingLines } = known;
  // Nobody reopens a generated report, so no report corrects a claim of its own.
  const lines = { standing, claimedHere: false, fundingLines: [...fundingLines.keys()] };
  return { kind: 'MEASURE' as const, planId, responsibleOrganisationId, ...lines };
}

/** What a report says: progress first, as people begin with it; completions last, as the domain takes them over last. */
function itemsOf(world: World, { cycleId, period, body }: Reporting): readonly Item[] {
  const { scribe, chance, size } = world;
  const { planId } = scribe.stateOf(cycle, cycleStream(cycleId));
  const { from, to } = scribe.stateOf(plan, planStream(planId));
  const elapsed = shareOf(period, from, to);
  const underway = measuresOf(world, planId, body.organisationId).filter(
    (measureId) => scribe.stateOf(measure, measureStream(measureId)).status === 'UNDERWAY',
  );
  const startOf = (measureId: string) => {
    const known = scribe.stateOf(measure, measureStream(measureId));
    return known.status === 'UNKNOWN' ? from : known.plannedStart;
  };
  const today = dateOf(scribe.now);
  const completed = underway.filter((measureId) => chance.of(0.25 * elapsed) && startOf(measureId) <= today);
  const progress = underway.map((measureId): Item => {
    const percent = completed.includes(measureId) ? 100 : Math.min(95, chance.int(0, 40) + Math.round(elapsed * 55));
    const difficulties = chance.of(0.15) ? 'Generated difficulty: money comes late.' : null;
    return { kind: 'PROGRESS', measureId, percent, text: `Generated account of ${period}.`, difficulties };
  });
  const spending = underway
    .filter(() => chance.of(0.7))
    .map((measureId): Item => {
      return { kind: 'EXPENDITURE', measureId, lineId: `line-${chance.int(1, 2)}`, amount: chance.money(1, 90) };
    });
  // A ministry answers for figures of the whole republic, and no two of them for the same.
  const readings = body.territoryId === null ? [] : Array.from({ length: size.indicators }, (_, index) => index + 1);
  const source = { title: `Generated report of ${body.organisationId}`, reference: period };
  return [
    ...progress,
    ...spending,
    ...readings.map((number): Item => {
      const figure = figureOf(world, number, body.territoryId ?? 'KG', 300);
      return { kind: 'READING', indicatorId: indicatorIdOf(number), period, ...figure, source };
    }),
    ...completed.map((measureId): Item => {
      const said = addDays(today, -chance.int(1, 60));
      const completedOn = said < startOf(measureId) ? startOf(measureId) : said;
      return { kind: 'COMPLETION', measureId, completedOn, evidence: evidenceOf(world, measureId) };
    }),
  ];
}

/** The share of the plan's years that have begun by the period. */
function shareOf(period: string, from: CalendarDate, to: CalendarDate): number {
  const yearOf = (text: string) => Number(text.slice(0, 4));
  return (yearOf(period) - yearOf(from) + 1) / (yearOf(to) - yearOf(from) + 1);
}

const evidenceOf = ({ chance }: World, measureId: string) => ({
  ...{ fileName: `${measureId}.pdf`, mediaType: 'application/pdf', bytes: chance.int(20_000, 3_000_000) },
  ...{ sha256: chance.hex(64), address: `https://evidence.invalid/${measureId}.pdf` },
});

function corrected({ chance }: World, item: Item): Item {
  switch (item.kind) {
    case 'PROGRESS':
      return { ...item, text: `${item.text} Corrected.` };
    case 'EXPENDITURE':
      return { ...item, amount: chance.money(1, 90) };
    case 'READING':
      return { ...item, value: String(Number(item.value) + chance.int(1, 9)) };
    case 'COMPLETION':
      return item;
  }
}
