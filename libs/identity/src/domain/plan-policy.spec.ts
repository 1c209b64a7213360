import { describe, expect, test } from '@jest/globals';
import { carriesOutPlans, keepsPlans, type PlanLevel } from './plan-policy.js';
import { mayCommand } from './policy.js';
import { ROLES } from './roles.js';

const LEVELS: readonly PlanLevel[] = ['NATIONAL', 'LOCAL_JOINT'];
const who = (may: (role: string, level: PlanLevel) => boolean, level: PlanLevel) =>
  ROLES.filter((role) => may(role, level));

describe('whose plans', () => {
  test('the national plan is worded by the Council and its secretariat, on proposals of ministries', () =>
    expect(who(keepsPlans, 'NATIONAL')).toEqual(['MINISTRY_FOCAL_POINT', 'COUNCIL_SECRETARIAT', 'COUNCIL_CHAIR']));
  test('a joint plan is worded by its commission and by nobody above it', () =>
    expect(who(keepsPlans, 'LOCAL_JOINT')).toEqual(['COMMISSION_SECRETARY', 'COMMISSION_CHAIR']));
  test('the measures of a joint plan are carried out by its commission, those of the national plan also by the secretariat', () => {
    expect(who(carriesOutPlans, 'LOCAL_JOINT')).toEqual(['COMMISSION_SECRETARY']);
    expect(who(carriesOutPlans, 'NATIONAL')).toEqual(['COMMISSION_SECRETARY', 'COUNCIL_SECRETARIAT']);
  });
  test('whoever adopts plans keeps some, and never those that they may not adopt', () => {
    for (const role of ROLES.filter((each) => mayCommand(each, 'AdoptPlan')))
      expect([role, LEVELS.filter((level) => keepsPlans(role, level)).length]).toEqual([role, 1]);
  });
  test('a role that is not in the table keeps none', () => {
    for (const role of ['SUPERUSER', 'toString', '__proto__'])
      expect(LEVELS.some((level) => keepsPlans(role, level) || carriesOutPlans(role, level))).toBe(false);
  });
  test('what the installation loads was decided elsewhere, whichever plan it is of', () => {
    expect(LEVELS.every((level) => keepsPlans('INSTALLATION', level) && carriesOutPlans('INSTALLATION', level))).toBe(
      true,
    );
  });
});
