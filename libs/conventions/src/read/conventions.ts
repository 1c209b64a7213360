import { type Database, type Sql, sql } from '@baikoo/database';
import type { Author, CalendarDate, Convention, ConventionName, Conventions, LegalAct, Moment } from '@baikoo/kernel';
import { type AsOf, type Projection, rowsOf } from '@baikoo/projections';
import { settingOn, valuesOf } from '../domain/in-force.formula.js';
import { settingModel } from './convention.model.js';

export const conventionsProjection: Projection = {
  name: 'conventions',
  version: 1,
  schema: 'libs/conventions/src/read/conventions.sql',
  models: [settingModel],
};

/** Where a question stands: in the record, and on which national date. */
export type When = { readonly asOf: AsOf; readonly today: CalendarDate };

export type SettingView = {
  convention: ConventionName;
  values: Readonly<Record<string, string>>;
  holdsFrom: CalendarDate;
  why: string;
  act: LegalAct;
  setBy: Author;
  setAt: Moment;
};

/** Every setting of every convention, in the order of the record. One statement. */
export const findSettings = (db: Database, asOf: AsOf): Promise<readonly SettingView[]> =>
  readSettings(db, asOf, sql`true`);

/**
 * The values of a convention as they held on the day of a question, as the record knew it where the question stands: a
 * report that is compiled again is judged as it was. One small statement.
 */
export async function conventionOn<Name extends ConventionName>(
  db: Database,
  name: Name,
  { asOf, today }: When,
): Promise<Convention<Name>> {
  return valuesOf(name, settingOn(await readSettings(db, asOf, sql`convention = ${name}`), today));
}

/** All conventions as they held; see {@link conventionOn}. */
export async function conventionsOn(db: Database, { asOf, today }: When): Promise<Conventions> {
  const settings = await findSettings(db, asOf);
  const held = <Name extends ConventionName>(name: Name): Convention<Name> =>
    valuesOf(
      name,
      settingOn(
        settings.filter(({ convention }) => convention === name),
        today,
      ),
    );
  return {
    ...{ LIGHT: held('LIGHT'), PROGRESS: held('PROGRESS'), CHECKS: held('CHECKS'), SILENCE: held('SILENCE') },
    ...{ FIGURES: held('FIGURES'), MONEY: held('MONEY'), REPORTING: held('REPORTING') },
  };
}

const readSettings = (db: Database, asOf: AsOf, which: Sql): Promise<readonly SettingView[]> =>
  db.query<SettingView>(sql`
    select convention, "values", holds_from as "holdsFrom", why, act, set_by as "setBy", set_at as "setAt"
    from ${rowsOf('convention_setting', asOf)} where ${which} order by convention, number`);
