import type { LocalizedText } from '@baikoo/kernel';
import type {
  DirectionExecution,
  ExecutionFigures,
  FundingFigures,
  IndicatorReport,
  MeasureLine,
  MonitoringReportData,
  SeriesPoint,
} from '../report-data.js';

// A small report with one of everything, for the specs. The indicators' figures are those of the Concept and of
// `data/indicators`; measures, money and submissions are invented.

const text = (ky: string, ru: string, en: string): LocalizedText => ({ ky, ru, en, unconfirmed: ['ky'] });

const talas = { id: 'KG-T', names: text('Талас облусу', 'Таласская область', 'Talas oblast') };
const country = { id: 'KG', names: text('Кыргыз Республикасы', 'Кыргызская Республика', 'Kyrgyz Republic') };
const commission = {
  id: 'talas-commission',
  names: text('Талас комиссиясы', 'Комиссия Таласской области', 'Commission of Talas oblast'),
};

export const measure = (id: string, changes: Partial<MeasureLine> = {}): MeasureLine => ({
  id,
  titles: text(
    'Мектеп алдындагы көчөлөрдү жарыктандыруу',
    'Освещение улиц у школ',
    'Street lighting in front of schools',
  ),
  taskReference: '5.1/1',
  illustrative: true,
  responsible: commission,
  territory: talas,
  deadline: '2026-12-31',
  status: 'IN_PROGRESS',
  percent: 57,
  light: { colour: 'GREEN', rule: 'ON_TIME' },
  expectedResult: null,
  progressText: null,
  difficulties: null,
  overdueDays: null,
  ...changes,
});

const overdue = measure('m-2', {
  titles: text('Камераларды орнотуу', 'Установка камер', 'Installing cameras'),
  deadline: '2026-03-31',
  status: 'PLANNED',
  percent: null,
  light: { colour: 'RED', rule: 'OVERDUE' },
  overdueDays: 91,
});

const figures = (changes: Partial<ExecutionFigures> = {}): ExecutionFigures => ({
  measures: 4,
  planned: 1,
  inProgress: 1,
  completionClaimed: 1,
  completionVerified: 1,
  suspended: 0,
  cancelled: 0,
  overdue: 1,
  meanPercent: '64.25',
  ...changes,
});

const money = (planned: string, allocated: string, spent: string, gap: string, execution: string): FundingFigures => ({
  planned,
  allocated,
  spent,
  gap,
  execution,
});

const direction = (reference: string, titles: LocalizedText, measures: readonly MeasureLine[]): DirectionExecution => ({
  id: reference,
  reference,
  kind: reference.startsWith('4') ? 'COMPONENT' : 'PRIORITY',
  titles,
  figures:
    measures.length > 0
      ? figures()
      : figures({
          measures: 0,
          planned: 0,
          inProgress: 0,
          completionClaimed: 0,
          completionVerified: 0,
          suspended: 0,
          cancelled: 0,
          overdue: 0,
          meanPercent: null,
        }),
  funding:
    measures.length > 0
      ? money('12500000', '9000000.50', '4100000', '3499999.50', '0.4556')
      : { ...money('0', '0', '0', '0', '0'), execution: null },
  measures,
});

export const point = (period: string, value: string, changes: Partial<SeriesPoint> = {}): SeriesPoint => ({
  period,
  from: `${period}-01-01`,
  to: `${period}-12-31`,
  value,
  qualifier: 'EXACT',
  definitionVersion: 1,
  source: { title: 'Concept 2022–2028', reference: 'Table 1' },
  note: null,
  status: 'CONFIRMED',
  conflicting: false,
  illustrative: false,
  ...changes,
});

export const indicator = (id: string, changes: Partial<IndicatorReport> = {}): IndicatorReport => ({
  id,
  names: text('Адам өлтүрүү', 'Убийства', 'Murder'),
  unit: text('бирдик', 'единиц', 'units'),
  directionReference: null,
  territory: country,
  better: 'DECREASE',
  baseline: { period: '2021', value: '171', source: { title: 'Concept 2022–2028', reference: 'Table 1' } },
  target: null,
  points: [point('2019', '169'), point('2020', '171'), point('2021', '171')],
  breaks: [],
  change: { notCompared: 'NO_LATER_READING' },
  ...changes,
});

export const brokenSeries = indicator('CRIMES_TOTAL', {
  names: text('Катталган кылмыштар, бардыгы', 'Зарегистрированные преступления', 'Registered crimes, total'),
  points: [
    point('2019', '78405'),
    point('2020', '72233'),
    point('2021', '82925'),
    point('2022', '45096', { definitionVersion: 2, source: { title: 'https://en.inform.kz', reference: null } }),
    point('2023', '41961', { definitionVersion: 2, status: 'PROVISIONAL' }),
  ],
  breaks: [
    {
      version: 2,
      holdsFrom: '2022',
      explanation: text('2021-жылдагы кодекстер', 'Кодексы 2021 года', 'Counted differently after the 2021 codes'),
      source: { title: 'Kabar', reference: null },
    },
  ],
  change: { notCompared: 'BREAK_IN_SERIES' },
});

export const disputedSeries = indicator('FRAUD', {
  names: text('Алдамчылык', 'Мошенничество', 'Fraud'),
  directionReference: '5.1',
  target: {
    period: '2028',
    value: '5000',
    source: { title: 'Illustration', reference: null },
    illustrative: true,
  },
  points: [
    point('2019', '7007'),
    point('2020', '6736', { conflicting: true }),
    point('2020', '7007', { conflicting: true, source: { title: 'Concept 2022–2028', reference: '§5.2' } }),
    point('2021', '8787', { qualifier: 'MORE_THAN' }),
  ],
  change: { from: '2019', to: '2021', absolute: '1780', relative: '0.2540' },
});

export const sampleReportData: MonitoringReportData = {
  format: 1,
  cycle: {
    id: 'concept-2022-2028/2026-H1',
    period: '2026-H1',
    from: '2026-01-01',
    to: '2026-06-30',
    dueOn: '2026-07-15',
    status: 'CLOSED',
    illustrative: true,
  },
  plan: {
    id: 'concept-2022-2028',
    titles: text(
      'Укук бузуулардын алдын алуу концепциясы, 2022–2028',
      'Концепция профилактики правонарушений, 2022–2028 годы',
      'Concept of crime prevention, 2022–2028',
    ),
    from: '2022-01-01',
    to: '2028-12-31',
    status: 'ADOPTED',
    legalAct: {
      titles: { ru: 'Акт Кабинета Министров Кыргызской Республики об утверждении Концепции' },
      number: null,
      date: null,
    },
  },
  asOf: { position: '4217', moment: '2026-07-20T19:30:00.000Z' },
  execution: {
    total: figures(),
    directions: [
      direction('4.1', text('Укуктук негиз', 'Правовая база профилактики', 'Legal basis of prevention'), []),
      direction(
        '5.1',
        text('Коомдук жайлардын коопсуздугу', 'Безопасные общественные пространства', 'Safe public places'),
        [
          measure('m-1'),
          overdue,
          measure('m-3', { status: 'COMPLETION_CLAIMED', percent: 100 }),
          measure('m-4', {
            status: 'COMPLETION_VERIFIED',
            percent: 100,
            illustrative: false,
            light: { colour: 'BLUE', rule: 'VERIFIED' },
          }),
        ],
      ),
    ],
  },
  overdue: [overdue],
  submissions: {
    total: {
      expected: 3,
      submitted: 2,
      accepted: 1,
      onTime: 1,
      submissionRate: '0.6667',
      completeness: '0.3333',
      timeliness: '0.3333',
    },
    lines: [
      {
        territory: talas,
        organisation: commission,
        status: 'ACCEPTED',
        firstSubmittedAt: '2026-07-10T05:00:00.000Z',
        onTime: true,
        timesReturned: 1,
      },
      {
        territory: { id: 'KG-N', names: text('Нарын облусу', 'Нарынская область', 'Naryn oblast') },
        organisation: { id: 'naryn', names: { ru: 'Комиссия Нарынской области' } },
        status: 'SUBMITTED',
        firstSubmittedAt: '2026-07-16T05:00:00.000Z',
        onTime: false,
        timesReturned: 0,
      },
      {
        territory: { id: 'KG-O', names: text('Ош облусу', 'Ошская область', 'Osh oblast') },
        organisation: { id: 'osh', names: { ru: 'Комиссия Ошской области' } },
        status: 'NOT_STARTED',
        firstSubmittedAt: null,
        onTime: null,
        timesReturned: 0,
      },
    ],
  },
  funding: {
    total: money('12500000', '9000000.50', '4100000', '3499999.50', '0.4556'),
    bySource: [
      { source: 'REPUBLICAN_BUDGET', year: 2025, ...money('5000000', '5000000', '3000000', '0', '0.6') },
      { source: 'REPUBLICAN_BUDGET', year: 2026, ...money('4500000', '3000000.50', '1000000', '1499999.50', '0.3333') },
      { source: 'DONOR', year: 2026, ...money('3000000', '1000000', '100000', '2000000', '0.1') },
    ],
  },
  indicators: [indicator('MURDER'), brokenSeries, disputedSeries],
  risks: [
    {
      id: '8/1',
      titles: text(
        'Каржылоонун жетишсиздиги',
        'Нехватка или задержка финансирования',
        'Funding is insufficient or late',
      ),
      mitigation: text('Булактар аныкталат', 'Ведомства называют источники', 'Agencies name the sources'),
      probability: null,
      impact: 'HIGH',
      source: { title: 'Concept 2022–2028', reference: '§8' },
    },
  ],
};
