import { type Language, LANGUAGES } from '@baikoo/kernel';

export const COLUMNS = [
  'number',
  'direction',
  'task',
  'measure',
  'start',
  'deadline',
  'executor',
  'coExecutors',
  'amount',
  'source',
  'expectedResult',
  'indicator',
  'baseline',
  'target',
  'verification',
  'territory',
] as const;
export type Column = (typeof COLUMNS)[number];

/** What a heading says: which column it is, in which language, and what it tells of its cells. */
export type Heading = {
  readonly column: Column;
  /** Of the words of the heading; undefined for signs such as №. */
  readonly language: Language | undefined;
  /** Of the texts in the cells, when the heading says it: «Мероприятие (ky)». */
  readonly textLanguage: Language | undefined;
  /** What an amount is multiplied by, as a power of ten: «тыс. сом» is 3. */
  readonly power: number;
  /** The period that figures without one are of: «Базовое значение (2025)». */
  readonly period: string | undefined;
};

/** Words by which headings are known, the more telling columns first: «источник проверки» is not a source of funding. */
const WORDS: readonly (readonly [Column, Record<Language, RegExp>])[] = [
  [
    'number',
    { ky: word('^(№|катар номери|к ?/ ?н|т ?/ ?б)'), ru: word('^(№|номер|n п ?п)'), en: word('^(no|nr|number|#)$') },
  ],
  [
    'coExecutors',
    {
      ky: word('(кошо|чогуу|тең|биргелешип) аткаруучу'),
      ru: word('соисполнител|со исполнител|партн[её]р'),
      en: word('co ?executor|co ?implement|partner'),
    },
  ],
  [
    'verification',
    {
      ky: word('ырасто|тастыкто|текшерүү'),
      ru: word('подтвержд|верификац|проверк'),
      en: word('verification|evidence'),
    },
  ],
  ['baseline', { ky: word('базалык|баштапкы маани'), ru: word('базов|исходн'), en: word('baseline') }],
  ['expectedResult', { ky: word('натыйжа'), ru: word('результат'), en: word('result|output') }],
  ['target', { ky: word('максаттуу'), ru: word('целев|плановое значение'), en: word('target') }],
  ['indicator', { ky: word('индикатор|көрсөткүч'), ru: word('индикатор|показател'), en: word('indicator') }],
  ['start', { ky: word('башталы'), ru: word('начал'), en: word('^start|begin') }],
  [
    'deadline',
    {
      ky: word('мөөнөт'),
      ru: word('срок|дата (окончания|завершения)'),
      en: word('deadline|due|end date|time ?frame|by when'),
    },
  ],
  [
    'executor',
    {
      ky: word('аткаруучу|жооптуу'),
      ru: word('исполнител|ответствен'),
      en: word('executor|responsible|implementer|lead'),
    },
  ],
  ['source', { ky: word('булак|булаг'), ru: word('источник'), en: word('source') }],
  [
    'amount',
    {
      ky: word('сумма|каржылоо|каражат'),
      ru: word('сумма|финансирован|стоимость|объ[её]м|бюджет|средства'),
      en: word('amount|budget|cost|funding'),
    },
  ],
  [
    'measure',
    {
      ky: word('иш чара|аракет'),
      ru: word('мероприят|^мер[аы](?!\\p{L})|действи'),
      en: word('measure|activit|action'),
    },
  ],
  ['task', { ky: word('милдет|тапшырма'), ru: word('задач'), en: word('task|objective') }],
  ['territory', { ky: word('аймак|жайгашкан'), ru: word('территори|место'), en: word('territory|place|location') }],
  [
    'direction',
    {
      ky: word('багыт|компонент|көйгөй|артыкчылык'),
      ru: word('направлен|компонент|приоритет|проблем'),
      en: word('direction|component|priority|problem'),
    },
  ],
];

/**
 * A file in an encoding without ң, ө and ү shows question marks or their Russian neighbours instead. Words meet at
 * their beginning, because Kyrgyz and Russian change the ends.
 */
function word(pattern: string): RegExp {
  const tolerant = pattern.replaceAll('ө', '[өо?]').replaceAll('ү', '[үу?]').replaceAll('ң', '[ңн?]');
  return new RegExp(`(?<![\\p{L}])(?:${tolerant})`.replace('(?<![\\p{L}])(?:^', '(?:^'), 'u');
}

export const folded = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s\u00a0_.,:;«»"'–—-]+/gu, ' ')
    .trim();

const SUFFIX = /[([]\s*(ky|ru|en|кырг\p{L}*|рус\p{L}*|орус\p{L}*|англ\p{L}*)\.?\s*[)\]]\s*$/iu;
const SUFFIX_LANGUAGE: readonly (readonly [RegExp, Language])[] = [
  [/^(ky|кырг)/, 'ky'],
  [/^(ru|рус|орус)/, 'ru'],
  [/^(en|англ)/, 'en'],
];

/** Undefined when the text is no heading that we know. */
export function headingOf(text: string, prefer: Language): Heading | undefined {
  if (text.length > 200) return undefined;
  const suffix = SUFFIX.exec(text)?.[1]?.toLowerCase();
  const words = folded(text.replace(SUFFIX, '').replaceAll(/\([^)]*\)/g, ' '));
  // The reader's language first: «индикатор» is a word of two.
  const order = [prefer, ...LANGUAGES.filter((language) => language !== prefer)];
  for (const [column, patterns] of WORDS) {
    const language = order.find((candidate) => patterns[candidate].test(words));
    if (language)
      return {
        column,
        language: column === 'number' ? undefined : language,
        textLanguage: suffix ? SUFFIX_LANGUAGE.find(([pattern]) => pattern.test(suffix))?.[1] : undefined,
        power: /млн|миллион|million/iu.test(text) ? 6 : /тыс|миң|ми\?|thousand/iu.test(text) ? 3 : 0,
        period: /(?<!\d)(20\d\d)(?!\d)/.exec(text)?.[1],
      };
  }
  return undefined;
}
