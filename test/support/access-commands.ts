import { COMMANDS, mayCommand, OF_THE_REPUBLIC } from '@baikoo/identity';
import { LANGUAGES } from '@baikoo/kernel';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import { describe, expect, test } from '@jest/globals';
import { giving, type Place } from './access-give.js';
import type { Walked } from './walked.js';
import { PEOPLE, type Person } from './access-people.js';
import { specifyNotPermitted } from './access-not-permitted.js';
import { MUTATIONS, mutationOf } from './generated-input.js';

const OSH = {
  ...{ planId: 'access-osh', measureId: 'osh-patrols', territoryId: 'KG-GO', organisationId: 'commission-osh-city' },
};
const LENINSKY = {
  ...{ planId: 'access-leninsky', measureId: 'leninsky-school-routes', territoryId: '41711201000000' },
  organisationId: 'commission-leninsky',
};
/** A raion of the oblast, which has no joint plan: the oblast's commission drafts none, but may. */
const AK_SUU = {
  ...{ planId: 'access-ak-suu', measureId: 'ak-suu-livestock', territoryId: '41702205000000' },
  organisationId: 'commission-ak-suu',
};
const REPUBLIC = { ...LENINSKY, planId: 'concept-2022-2028', territoryId: 'KG' };

/** How it is said that something is another territory's, office's, agency's or the Council's. */
const FOREIGN = [
  ...['FOREIGN_TERRITORY', 'NOT_YOUR_REPORT', 'NOT_YOUR_STEP', 'NOT_YOUR_INDICATOR', 'NOT_RESPONSIBLE'],
  ...['INDICATOR_OF_ANOTHER', 'NOT_YOUR_KIND_OF_PLAN', 'NOT_PERMITTED'],
] as const satisfies readonly RefusalCode[];

/** Of one's own report, always: it has no field that could name another's. */
const NAMES_NOBODY: readonly string[] = ['RequestCorrection'];

/** Reports are written by their own office alone, not by the one above it. */
const REPORTS =
  /^(Report(Progress|Expenditure|Reading)|ClaimCompletion|WithdrawItem|AnswerRemark|SubmitReport|WithdrawReport)$/;

/** The measures of the demonstration are of the national plan: a commission carries them out and does not word them. */
const WORDS: readonly string[] = ['RewordMeasure', 'ReassignMeasure'];

const isForRepublic = ({ territoryId, role }: Person) => territoryId === 'KG' && role !== 'PUBLIC';
const commandsOf = ({ role }: Person) => COMMANDS.filter((command) => mayCommand(role, command));

/**
 * Every command of each role whose mandate is not for the republic, on what is another's: Osh, to all of them. What is of no
 * place is the republic's, and so another's to them all.
 */
const ON_FOREIGN = PEOPLE.filter((person) => !isForRepublic(person) && person.id !== 'demo-osh-secretary').flatMap(
  (person) =>
    commandsOf(person)
      .filter((command) => !NAMES_NOBODY.includes(command))
      .map((command) => [command, person.id, person] as const),
);

/** What lies within a mandate: the own, or what lies below it. */
const WITHIN: Readonly<Record<string, Place>> = {
  ...{ 'demo-leninsky-contributor': LENINSKY, 'demo-leninsky-secretary': LENINSKY, 'demo-leninsky-chair': LENINSKY },
  ...{ 'demo-osh-secretary': OSH, 'demo-issyk-kul-secretary': AK_SUU, 'regional-officer': AK_SUU },
  ...{ 'demo-secretariat': REPUBLIC, 'demo-council-chair': REPUBLIC },
};
const ON_WHAT_IS_WITHIN = PEOPLE.filter(({ id }) => id in WITHIN).flatMap((person) =>
  commandsOf(person)
    .filter((command) => !OF_THE_REPUBLIC.includes(command))
    .map((command) => [command, person.id] as const),
);

/** Why a command is refused within the mandate as none of the caller's; undefined: it is theirs. */
function notTheirs(command: string, { role, territoryId }: Person, place: Place): string | undefined {
  const isOfCouncil = role.startsWith('COUNCIL');
  if (REPORTS.test(command) && !isOfCouncil && territoryId !== place.territoryId) return 'NOT_YOUR_REPORT';
  const isKept = isOfCouncil ? command !== 'DraftPlan' || place.territoryId === 'KG' : !WORDS.includes(command);
  return isKept ? undefined : 'NOT_YOUR_KIND_OF_PLAN';
}

/** Every command as every role that may give it, on what is its own, below it and another's. */
export function specifyCommands(walked: Walked) {
  const give = giving(walked);

  specifyNotPermitted(walked, give);

  describe('a command on what is another’s', () => {
    test.each(ON_FOREIGN)('%s, given by %s, is refused as foreign', async (command, id, { role }) => {
      const head = await walked().api.installation.store.head();
      const language = LANGUAGES[(command.length + id.length) % LANGUAGES.length]!;
      const { code, path, message } = await give(id, command, OSH, { language });
      const foreign = FOREIGN.find((each) => each === code);
      expect([code, foreign ? 'foreign' : `${path}: ${message}`]).toEqual([code, 'foreign']);
      const translator = translatorFor(language);
      expect(message).toBe(translator.say(`refusal.${foreign!}`, { role: translator.say(`code.role.${role}`) }));
      expect(await walked().api.installation.store.head()).toBe(head);
    });
  });

  test('a locality drafts no national plan of its own', async () => {
    const own = { kind: 'NATIONAL', planId: 'own-national', commandId: 'own-national' };
    expect((await give('demo-leninsky-secretary', 'DraftPlan', LENINSKY, { more: own })).code).toBe(
      'NATIONAL_IS_OF_THE_REPUBLIC',
    );
  });

  test('the Council writes nothing in a joint plan, neither its secretariat nor its chair', async () => {
    const head = await walked().api.installation.store.head();
    const drafts = { kind: 'LOCAL_JOINT', planId: 'joint-of-council', commandId: 'joint-of-council' };
    expect(await give('demo-secretariat', 'DraftPlan', LENINSKY, { more: drafts })).toMatchObject({
      ...{ code: 'NOT_YOUR_KIND_OF_PLAN', path: 'kind' },
    });
    for (const [person, command] of [
      ['demo-secretariat', 'AddDirection'],
      ['demo-secretariat', 'RewordTask'],
      ['demo-secretariat', 'AddMeasure'],
      ['demo-council-chair', 'AdoptPlan'],
    ] as const)
      expect([command, (await give(person, command, LENINSKY)).code]).toEqual([command, 'NOT_YOUR_KIND_OF_PLAN']);
    expect(await walked().api.installation.store.head()).toBe(head);
  });

  test('every mutation is a command of the table, and every command of the table a mutation', () =>
    expect(MUTATIONS.toSorted()).toEqual(COMMANDS.map(mutationOf).toSorted()));

  /** Comes last of all: what is not refused for another reason is done. */
  const specifyWithin = () =>
    describe('a command on what is the own or lies below it', () => {
      test.each(ON_WHAT_IS_WITHIN)('%s is not refused as foreign to %s', async (command, id) => {
        const [person, place] = [PEOPLE.find((each) => each.id === id)!, WITHIN[id]!];
        const { code } = await give(person.id, command, place);
        const refused = FOREIGN.find((each) => each === code);
        expect(refused).toBe(notTheirs(command, person, place));
      });
    });
  return { specifyWithin };
}
