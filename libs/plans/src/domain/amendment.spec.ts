import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { PlanChange } from './plan-change.events.js';
import type { PlanCommand } from './plan.commands.js';
import type { PlanEvent } from './plan.events.js';
import { plan } from './plan.js';

const { given } = specify(plan);
const at = '2026-11-22T06:00:00.000Z';
const secretariat = actor('secretariat');
const chair = actor('council');
const titles = { ru: 'План' };
const act = { titles: { ru: 'Постановление' }, number: '7', date: '2026-11-01' };

const drafted = (kind: 'NATIONAL' | 'LOCAL_JOINT' = 'NATIONAL'): PlanEvent => ({
  type: 'PlanDrafted',
  data: { planId: 'p', kind, territoryId: 'KG', titles, from: '2025-01-01', to: '2027-12-31', source: null },
});
const outline: PlanEvent[] = [
  { type: 'DirectionAdded', data: { planId: 'p', directionId: 'd', kind: 'COMPONENT', reference: '4.1', titles } },
  { type: 'TaskAdded', data: { planId: 'p', taskId: 't', directionId: 'd', reference: '4.1/1', titles } },
];
const adopted: PlanEvent = { type: 'PlanAdopted', data: { planId: 'p', adoptedOn: '2025-02-01', legalAct: act } };
const draft = [drafted(), ...outline];
const inForce = [drafted(), ...outline, adopted];

const reworded: PlanChange = { kind: 'TASK_REWORDED', taskId: 't', titles: { ru: 'Иначе' } };
const proposedBy = { personId: 'secretariat-person', organisationId: 'secretariat' };
const adoptedBy = { personId: 'council-person', organisationId: 'council' };
const proposed = (changes: readonly PlanChange[] = [reworded]): PlanEvent => ({
  type: 'AmendmentProposed',
  data: { planId: 'p', amendmentId: 'a', changes, why: 'Ошибка в тексте', proposedBy },
});
const amended = (changes: readonly PlanChange[] = [reworded], adoptedOn = '2026-11-01'): PlanEvent => ({
  type: 'PlanAmended',
  data: {
    ...{ planId: 'p', amendmentId: 'a', version: 2, adoptedOn, legalAct: act, changes },
    ...{ why: 'Ошибка в тексте', adoptedBy },
  },
});

const ask = (wish: object) =>
  ({ planId: 'p', by: secretariat, at, withinMandate: true, keepsPlans: true, ...wish }) as PlanCommand;
const propose = (changes: readonly PlanChange[] = [reworded], more: object = {}) =>
  ask({ type: 'ProposeAmendment', amendmentId: 'a', changes, why: 'Ошибка в тексте', ...more });
const adopt = (more: object = {}) =>
  ask({ type: 'AdoptAmendment', amendmentId: 'a', adoptedOn: '2026-11-01', legalAct: act, by: chair, ...more });
const lamps = {
  ...{ measureId: 'm', taskId: 't', plannedStart: '2025-01-01', deadline: '2026-12-31', ended: null },
  ...{ titles: { ru: 'Фонари' }, expectedResult: null, responsibleOrganisationId: 'o' },
};
const newMeasure = (more: object = {}): PlanChange =>
  ({
    ...{
      kind: 'MEASURE_ADDED',
      measureId: 'n',
      taskId: 't',
      titles,
      responsibleOrganisationId: 'o',
      territoryId: 'KG',
    },
    ...{ coExecutorIds: [], plannedStart: '2026-01-01', deadline: '2026-12-31', expectedResult: null },
    illustrative: false,
    ...more,
  }) as PlanChange;

describe('a draft', () => {
  test('is worded anew', () =>
    given(...draft)
      .when(ask({ type: 'RewordTask', taskId: 't', titles: { ru: 'Иначе' } }))
      .yields({ type: 'TaskReworded', data: { planId: 'p', taskId: 't', titles: { ru: 'Иначе' } } }));
  test('loses no direction that has tasks', () =>
    given(...draft)
      .when(ask({ type: 'RemoveDirection', directionId: 'd' }))
      .isRefused('DIRECTION_HAS_TASKS', 'directionId'));
  test('loses no task that has measures', () =>
    given(...draft)
      .when(ask({ type: 'RemoveTask', taskId: 't', measures: [lamps] }))
      .isRefused('TASK_HAS_MEASURES', 'taskId'));
  test('loses a task whose measures were all cancelled', () =>
    given(...draft)
      .when(ask({ type: 'RemoveTask', taskId: 't', measures: [{ ...lamps, ended: 'CANCELLED' }] }))
      .yields({ type: 'TaskRemoved', data: { planId: 'p', taskId: 't' } }));
  test('has each number once', () =>
    given(...draft)
      .when(ask({ type: 'AddDirection', directionId: 'e', kind: 'COMPONENT', reference: '4.1 ', titles }))
      .isRefused('DUPLICATE_REFERENCE', 'reference'));
  test('is discussed before it is adopted, and can still be changed then', () => {
    const discussed: PlanEvent = { type: 'PlanSentToConsultation', data: { planId: 'p', until: '2026-12-01' } };
    given(...draft)
      .when(ask({ type: 'OpenConsultation', until: '2026-12-01' }))
      .yields(discussed);
    given(...draft)
      .when(ask({ type: 'OpenConsultation', until: '2026-11-21' }))
      .isRefused('UNTIL_IN_THE_PAST', 'until');
    given(drafted(), ...outline, discussed)
      .when(ask({ type: 'RemoveTask', taskId: 't' }))
      .yields({ type: 'TaskRemoved', data: { planId: 'p', taskId: 't' } });
  });
});

describe('what would change nothing', () => {
  // The outline is called by the title of the plan throughout.
  const IDLE: readonly [what: string, change: PlanChange, path: string][] = [
    ['the title of the plan', { kind: 'PLAN_RETITLED', titles: { ...titles, ky: '', en: null } }, 'titles'],
    ['its period', { kind: 'PERIOD_CHANGED', from: '2025-01-01', to: '2027-12-31' }, 'to'],
    ['a direction', { kind: 'DIRECTION_REWORDED', directionId: 'd', titles }, 'titles'],
    ['a task', { kind: 'TASK_REWORDED', taskId: 't', titles }, 'titles'],
    ['a measure', { kind: 'MEASURE_REWORDED', measureId: 'm', titles: { ru: 'Фонари' }, expectedResult: {} }, 'titles'],
    [
      'who answers for a measure',
      { kind: 'MEASURE_REASSIGNED', measureId: 'm', responsibleOrganisationId: 'o' },
      'responsibleOrganisationId',
    ],
  ];
  test.each(IDLE)('is not proposed: %s', (_, change, path) =>
    given(...inForce)
      .when(propose([change], { measures: [lamps] }))
      .isRefused('NOTHING_CHANGED', `changes[0].${path}`),
  );
  test('is not done to a draft either', () => {
    for (const command of [
      { type: 'RewordDirection', directionId: 'd', titles },
      { type: 'RewordTask', taskId: 't', titles },
    ])
      given(...draft)
        .when(ask(command))
        .isRefused('NOTHING_CHANGED', 'titles');
  });
  test('is judged by what was said last, also within one amendment', () => {
    given(...draft, { type: 'TaskReworded', data: { planId: 'p', taskId: 't', titles: { ru: 'Иначе' } } })
      .when(ask({ type: 'RewordTask', taskId: 't', titles }))
      .yields({ type: 'TaskReworded', data: { planId: 'p', taskId: 't', titles } });
    given(...inForce)
      .when(propose([reworded, reworded]))
      .isRefused('NOTHING_CHANGED', 'changes[1].titles');
    given(...inForce, proposed(), amended())
      .when(propose([reworded], { amendmentId: 'b' }))
      .isRefused('NOTHING_CHANGED', 'changes[0].titles');
    const assigned: PlanChange = { kind: 'MEASURE_REASSIGNED', measureId: 'n', responsibleOrganisationId: 'o' };
    given(...inForce)
      .when(propose([newMeasure(), assigned]))
      .isRefused('NOTHING_CHANGED', 'changes[1].responsibleOrganisationId');
  });
  test('is not the same words when somebody confirmed them', () => {
    const confirmed: PlanChange = { kind: 'TASK_REWORDED', taskId: 't', titles: { ky: 'Максат', ru: 'План' } };
    const translated: PlanChange = { ...confirmed, titles: { ...confirmed.titles, unconfirmed: ['ky'] } };
    const said: PlanEvent[] = [proposed([translated]), amended([translated])];
    given(...inForce, ...said)
      .when(propose([confirmed], { amendmentId: 'b' }))
      .yields({ ...proposed([confirmed]), data: { ...proposed([confirmed]).data, amendmentId: 'b' } } as PlanEvent);
  });
  test('keeps no act from being recorded where another did it meanwhile', () => {
    const other = { ...proposed(), data: { ...proposed().data, amendmentId: 'b' } } as PlanEvent;
    const meanwhile = { ...amended(), data: { ...amended().data, amendmentId: 'b' } } as PlanEvent;
    given(...inForce, proposed(), other, meanwhile)
      .when(adopt())
      .yields({ ...amended(), data: { ...amended().data, version: 3 } } as PlanEvent);
  });
});

describe('an amendment', () => {
  test('is proposed with its changes and a reason', () =>
    given(...inForce)
      .when(propose())
      .yields(proposed()));
  test('is proposed to an adopted plan only', () =>
    given(...draft)
      .when(propose())
      .isRefused('NOT_ADOPTED', 'planId'));
  test('has an id of its own', () =>
    given(...inForce, proposed())
      .when(propose())
      .isRefused('AMENDMENT_EXISTS', 'amendmentId'));
  test('names the change that cannot hold', () =>
    given(...inForce)
      .when(propose([reworded, { ...reworded, titles }, { kind: 'TASK_REMOVED', taskId: 'x' }]))
      .isRefused('UNKNOWN_TASK', 'changes[2].taskId'));
  test('may build on its own earlier changes', () => {
    const changes: PlanChange[] = [
      { kind: 'TASK_ADDED', taskId: 'u', directionId: 'd', reference: '4.1/2', titles },
      newMeasure({ taskId: 'u' }),
    ];
    given(...inForce)
      .when(propose(changes))
      .yields(proposed(changes));
  });
  test('removes no task under which it puts a measure itself', () =>
    given(...inForce)
      .when(propose([newMeasure(), { kind: 'TASK_REMOVED', taskId: 't' }]))
      .isRefused('TASK_HAS_MEASURES', 'changes[1].taskId'));
  test('removes a task once it has cancelled its measures', () => {
    const changes: PlanChange[] = [
      { kind: 'MEASURE_CANCELLED', measureId: 'm', why: 'Передано другим' },
      { kind: 'TASK_REMOVED', taskId: 't' },
    ];
    given(...inForce)
      .when(propose(changes, { measures: [lamps] }))
      .yields(proposed(changes));
  });
  test('adds no measure outside the plan', () =>
    given(...inForce)
      .when(propose([newMeasure({ deadline: '2028-01-01' })]))
      .isRefused('OUTSIDE_THE_PLAN', 'changes[0].deadline'));
  test('gives no measure an id that another has', () =>
    given(...inForce)
      .when(propose([newMeasure()], { taken: new Set(['n']) }))
      .isRefused('ALREADY_ADDED', 'changes[0].measureId'));
  test('touches only measures of its plan', () =>
    given(...inForce)
      .when(propose([{ kind: 'MEASURE_REASSIGNED', measureId: 'z', responsibleOrganisationId: 'o' }]))
      .isRefused('NOT_OF_THE_PLAN', 'changes[0].measureId'));
  test('does not move the period past the dates of measures', () =>
    given(...inForce)
      .when(propose([{ kind: 'PERIOD_CHANGED', from: '2025-01-01', to: '2026-06-30' }], { measures: [lamps] }))
      .isRefused('MEASURES_OUTSIDE_THE_PERIOD', 'changes[0].to'));
});

describe('deciding an amendment', () => {
  const waiting = [...inForce, proposed()];
  test('it is adopted by a legal act and makes a version', () =>
    given(...waiting)
      .when(adopt())
      .yields(amended()));
  test('it is decided once', () =>
    given(...inForce, proposed(), amended())
      .when(adopt())
      .isRefused('AMENDMENT_DECIDED', 'amendmentId'));
  test('nobody adopts what they proposed', () =>
    given(...waiting)
      .when(adopt({ by: actor('council', 'secretariat-person') }))
      .isRefused('OWN_WORK', 'amendmentId'));
  test('nor does their organisation adopt it for the national plan', () =>
    given(...waiting)
      .when(adopt({ by: actor('secretariat', 'second') }))
      .isRefused('OWN_WORK', 'amendmentId'));
  test('a joint plan is proposed and adopted within one commission, by two people', () =>
    given(drafted('LOCAL_JOINT'), ...outline, adopted, proposed())
      .when(adopt({ by: actor('secretariat', 'chair') }))
      .yields({
        ...amended(),
        data: { ...amended().data, adoptedBy: { personId: 'chair', organisationId: 'secretariat' } },
      } as PlanEvent));
  test('it is not adopted before the day of its act, nor before the act that the plan stands on', () => {
    given(...waiting)
      .when(adopt({ adoptedOn: '2026-11-23' }))
      .isRefused('ADOPTED_IN_THE_FUTURE', 'adoptedOn');
    given(...waiting)
      .when(adopt({ adoptedOn: '2025-01-31' }))
      .isRefused('ACT_OUT_OF_ORDER', 'adoptedOn');
  });
  test('its changes must still hold when it is adopted', () => {
    const removal: PlanChange = { kind: 'TASK_REMOVED', taskId: 't' };
    const other: PlanEvent = {
      ...proposed([removal]),
      data: { ...proposed([removal]).data, amendmentId: 'b' },
    } as PlanEvent;
    const moved: PlanEvent = {
      ...amended([removal]),
      data: { ...amended([removal]).data, amendmentId: 'b' },
    } as PlanEvent;
    given(...inForce, proposed(), other, moved)
      .when(adopt())
      .isRefused('UNKNOWN_TASK', 'changes[0].taskId');
  });
  test('only its proposers withdraw it', () => {
    const withdraw = { type: 'WithdrawAmendment', amendmentId: 'a', why: 'Ошибка' };
    given(...waiting)
      .when(ask({ ...withdraw, by: chair }))
      .isRefused('NOT_THE_PROPOSER', 'amendmentId');
    given(...waiting)
      .when(ask(withdraw))
      .yields({
        type: 'AmendmentWithdrawn',
        data: { planId: 'p', amendmentId: 'a', why: 'Ошибка', withdrawnBy: proposedBy },
      });
  });
  test('somebody else rejects it', () => {
    const reject = { type: 'RejectAmendment', amendmentId: 'a', why: 'Нет средств' };
    given(...waiting)
      .when(ask(reject))
      .isRefused('OWN_WORK', 'amendmentId');
    given(...waiting)
      .when(ask({ ...reject, by: chair }))
      .yields({
        type: 'AmendmentRejected',
        data: { planId: 'p', amendmentId: 'a', why: 'Нет средств', rejectedBy: adoptedBy },
      });
  });
});

describe('the end of a plan', () => {
  const close = { type: 'ClosePlan', closedOn: '2026-11-20', why: 'Срок истёк' };
  const closed: PlanEvent = { type: 'PlanClosed', data: { planId: 'p', closedOn: '2026-11-20', why: 'Срок истёк' } };
  const supersede = { type: 'SupersedePlan', successorId: 'q', supersededOn: '2026-11-20', why: 'Новый план' };
  test('an adopted plan is closed with a reason', () =>
    given(...inForce)
      .when(ask(close))
      .yields(closed));
  test('a draft is not closed', () =>
    given(...draft)
      .when(ask(close))
      .isRefused('NOT_ADOPTED', 'planId'));
  test('a closed plan changes no more', () =>
    given(...inForce, closed)
      .when(propose())
      .isRefused('PLAN_ENDED', 'planId'));
  test('a plan is not closed on a day to come', () =>
    given(...inForce)
      .when(ask({ ...close, closedOn: '2026-11-23' }))
      .isRefused('ENDED_IN_THE_FUTURE', 'closedOn'));
  test('an adopted plan of its kind and territory takes its place', () =>
    given(...inForce)
      .when(ask({ ...supersede, mayBeSucceededBy: true }))
      .yields({
        type: 'PlanSuperseded',
        data: { planId: 'p', successorId: 'q', supersededOn: '2026-11-20', why: 'Новый план' },
      }));
  test('no other plan does', () =>
    given(...inForce)
      .when(ask({ ...supersede, mayBeSucceededBy: false }))
      .isRefused('NO_SUCCESSOR', 'successorId'));
});
