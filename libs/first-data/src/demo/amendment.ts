import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalizedText } from '@baikoo/kernel';
import type { GraphQLClient } from './client.js';

const MEASURE = 'officer-training';

/** Who is trained besides; the machine made the Kyrgyz, as that of all illustrations. */
const TITLES: LocalizedText = {
  ky: 'Участкалык жана балдар иштери боюнча инспекторлорду окутуу курсун киргизүү',
  ru: 'Ввести курс для участковых инспекторов и инспекторов по делам детей',
  en: 'Introduce a training course for precinct officers and juvenile inspectors',
  unconfirmed: ['ky'],
};
const EXPECTED_RESULT: LocalizedText = {
  ky: 'Курс ар бир облуста эки адистик боюнча өткөрүлөт',
  ru: 'Курс проводится в каждой области по двум специальностям',
  en: 'The course runs in every region for both services',
  unconfirmed: ['ky'],
};

/**
 * An amendment of the demonstration. It words an illustrative measure anew and leaves alone what the Concept itself says:
 * nobody amended that.
 */
export const AMENDMENT = {
  amendmentId: 'demo-amendment-1',
  changes: [{ rewordMeasure: { measureId: MEASURE, titles: TITLES, expectedResult: EXPECTED_RESULT } }],
  why: 'Иллюстрация: инспекторов по делам детей готовят по той же программе',
};

/** The act that it is adopted by: there is none, and it says so. */
export const ILLUSTRATIVE_ACT: { readonly titles: LocalizedText; readonly number: null } = {
  titles: {
    ky: 'Көрсөтмө акт: мындай акт жок',
    ru: 'Иллюстративный акт: такого акта нет',
    en: 'Illustrative act: there is no such act',
    unconfirmed: ['ky'],
  },
  number: null,
};

/** A measure takes up what was decided about it a moment later: the process of amendments follows the record. */
export async function untilReworded(client: GraphQLClient): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const { data } = await client('demo-ministry', 'query Amended($id: ID!) { measure(id: $id) { titles { ru } } }', {
      id: MEASURE,
    });
    if ((data?.['measure'] as { titles: LocalizedText } | null)?.titles.ru === TITLES.ru) return;
    await sleep(50);
  }
  throw new Error('The plan was amended but its measure not reworded within ten seconds.');
}
