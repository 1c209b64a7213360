import type { Author, CalendarDate, ConventionName, LegalAct, Moment } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { ConventionEvent } from '../domain/convention.events.js';

type SettingRow = {
  readonly id: string;
  readonly convention: ConventionName;
  readonly number: number;
  readonly values: Readonly<Record<string, string>>;
  readonly holds_from: CalendarDate;
  readonly why: string;
  readonly act: LegalAct;
  readonly set_by: Author;
  readonly set_at: Moment;
};

/** One row for each setting of a convention; none is ever changed. */
export const settingModel: ReadModel<SettingRow, ConventionEvent> = {
  table: 'convention_setting',
  keys: ({ type, data, revision }) => (type === 'ConventionSet' ? [`${data.convention}.${revision}`] : []),
  evolve(row, { type, data, revision: number, recordedAt: set_at }, id) {
    if (type !== 'ConventionSet') return row;
    const { convention, values, holdsFrom: holds_from, why, act, setBy: set_by } = data;
    return { id, convention, number, values, holds_from, why, act, set_by, set_at };
  },
};
