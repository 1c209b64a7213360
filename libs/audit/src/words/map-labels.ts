import type { Speech } from './in-words.js';
import { labelOf } from './labels.js';

/** Of a dated fact of the map: the change that said it, what it is about, the unit, and of a succession the successor. */
const FACT = /^territory_fact\/(?:.*\/)?(LIFE|NAMES|PARENT|SUCCESSION)\/([^/]+)(?:\/[^/]+)?$/;

/** The column that holds what the fact says. */
const VALUES = { LIFE: 'active', NAMES: 'names', PARENT: 'parent_id', SUCCESSION: 'successor_id' } as const;
const DATES: ReadonlySet<string> = new Set(['effective_on', 'repealed_on']);

/**
 * What a column of a row holds, in the reader's words. One change of the map says several things of several units, so each is
 * named with it: `Bishkek, name, holds from`.
 */
export function labelInRow(row: string, field: string, speech: Speech): string {
  const label = labelOf(field, speech.translator, row.split('/')[0]);
  const [, aspect, unit = ''] = FACT.exec(row) ?? [];
  if (aspect === undefined) return label;
  const isValue = field === VALUES[aspect as keyof typeof VALUES];
  if (!isValue && !DATES.has(field)) return label;
  const about = [
    speech.nameOf('TERRITORY', unit),
    speech.translator.say(`code.aspect.${aspect as keyof typeof VALUES}`),
  ];
  return [...about, ...(isValue ? [] : [label])].join(', ');
}
