/** What is called by a name of its own. */
export const NAMED = [
  'PLAN',
  'DIRECTION',
  'TASK',
  'MEASURE',
  'INDICATOR',
  'CYCLE',
  'RISK',
  'ORGANISATION',
  'TERRITORY',
] as const;
export type Named = (typeof NAMED)[number];

/** Columns that hold ids, and of what. Fields of events are looked up under the name that a column would have. */
export const REFERENCES: Readonly<Record<string, Named>> = {
  organisation_id: 'ORGANISATION',
  responsible_organisation_id: 'ORGANISATION',
  owner_organisation_id: 'ORGANISATION',
  co_executor_ids: 'ORGANISATION',
  endorsed_by: 'ORGANISATION',
  on_behalf_of: 'ORGANISATION',
  territory_id: 'TERRITORY',
  parent_id: 'TERRITORY',
  within: 'TERRITORY',
  merged_ids: 'TERRITORY',
  successor_id: 'TERRITORY',
  plan_id: 'PLAN',
  direction_id: 'DIRECTION',
  task_id: 'TASK',
  measure_id: 'MEASURE',
  indicator_id: 'INDICATOR',
  indicator_ids: 'INDICATOR',
  cycle_id: 'CYCLE',
  last_cycle_id: 'CYCLE',
  missed_cycle_ids: 'CYCLE',
};

/** Columns that hold codes, and the areas of the catalogue that have words for them, the likeliest first. */
export const CODES: Readonly<Record<string, readonly string[]>> = {
  kind: [
    'code.item',
    'code.change',
    'code.plan',
    'code.direction',
    'code.organisation',
    'code.territory',
    'code.notice',
  ],
  direction_kind: ['code.direction'],
  organisation_kinds: ['code.organisation'],
  territory_kinds: ['code.territory'],
  change: ['code.change'],
  role: ['code.role'],
  as: ['code.executor'],
  former_key: ['code.formerKey'],
  frequency: ['code.frequency'],
  value_type: ['code.valueType'],
  better: ['report.indicators.better'],
  accumulation: ['code.accumulation'],
  territory_rule: ['code.territoryRule'],
  time_rule: ['code.timeRule'],
  sensitivity: ['code.sensitivity'],
  qualifier: ['code.qualifier'],
  source_kind: ['code.sourceKind'],
  source: ['report.source'],
  rule: ['sheet.check'],
  probability: ['report.level'],
  impact: ['report.level'],
  aspect: ['code.aspect'],
  endorsement: ['code.endorsement'],
  standing: ['code.mandate'],
  type: ['event'],
  refused: ['refusal'],
  convention: ['convention'],
  before_submission: ['report.submission'],
  before_reopening: ['report.submission'],
  fields: ['code.personal'],
  // Of what somebody asked for.
  kinds: ['code.plan', 'code.notice'],
  lights: ['report.light'],
  names: ['convention'],
  outcomes: ['trail.outcome'],
  types: ['event'],
  commands: ['command'],
};

/** A status is said in the words of what it is the status of. */
export const STATUSES: Readonly<Record<string, string>> = {
  plan: 'code.planStatus',
  plan_amendment: 'code.amendment',
  measure: 'report.status',
  indicator: 'code.indicator',
  reading: 'code.reading',
  reading_flag: 'code.flag',
  cycle: 'report.head.cycle',
  submission: 'report.submission',
  personal_data: 'code.personal',
};

export const MONEY: ReadonlySet<string> = new Set(['planned', 'allocated', 'spent', 'amount']);
export const PERIODS: ReadonlySet<string> = new Set(['period', 'holds_from']);
export const DECIMALS: ReadonlySet<string> = new Set([
  ...['value', 'numerator', 'denominator', 'multiplier', 'min', 'max', 'count', 'bytes'],
]);

/** What a table has under a name; nothing for one that every object of the language has: names may come from an address. */
export const under = <Held>(table: Readonly<Record<string, Held>>, name: string): Held | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
