import { type Database, identifier, join, type Sql, sql } from '@baikoo/database';
import type { Position } from '@baikoo/event-store';
import { type CalendarDate, type Language, type LocalizedText, type ReadingScope, textIn } from '@baikoo/kernel';
import { Translator, translatorFor } from '@baikoo/languages';
import { readerOf } from '@baikoo/reports';
import { findNamesSeen } from './names-seen.js';
import type { Speech } from './in-words.js';
import type { Named } from './kinds.js';

/** In whose name the installation itself acts, which nobody registers. */
const INSTALLATION = 'installation';

/** When something is spoken of: after which position, and on which date. Undefined: now. */
export type When = { readonly position: Position; readonly date: CalendarDate } | undefined;

/** How is spoken of a moment, which is worked out only where names of then are looked for; without one, of now. */
export type SpeechOf = (of?: () => When) => Speech;

/** A name, and since which position of the record it was that; of a territory also between which dates. */
type Naming = {
  readonly kind: Named;
  readonly id: string;
  readonly since: string;
  readonly name: LocalizedText | string;
  readonly reference: string | null;
  readonly from: CalendarDate | null;
  readonly until: CalendarDate | null;
};

/**
 * Tells something in which things are called by their names of then. It is told twice: once to learn what is named in it, and
 * once more when the names of all of it were fetched by one statement.
 *
 * What somebody tried in vain or looked at may be anything whose id they guessed. So what is told of no moment calls by name
 * only what a reader of that scope may see, and the rest by its id; undefined is a reader of everything.
 */
export async function withNames<T>(
  db: Database,
  language: Language,
  tell: (speechOf: SpeechOf) => T,
  reading?: ReadingScope,
): Promise<T> {
  const translator = translatorFor(language);
  const named = new Map<Named, Set<string>>();
  const listening: Speech = {
    ...{ language, translator: LISTENING[language], isDraft: true },
    nameOf(kind, id) {
      named.set(kind, (named.get(kind) ?? new Set()).add(id));
      return id;
    },
  };
  tell(() => listening);
  const book = named.size === 0 ? new Map<string, Naming[]>() : await findNames(db, named);
  const isSeen = await findNamesSeen(db, named, reading);
  return tell((of) => {
    const when = of?.();
    return {
      ...{ language, translator },
      nameOf: (kind, id) =>
        kind === 'ORGANISATION' && id === INSTALLATION
          ? translator.say('code.role.INSTALLATION')
          : when === undefined && !isSeen(kind, id)
            ? id
            : (shown(nameThen(book.get(`${kind} ${id}`) ?? [], when), kind, language) ?? id),
    };
  });
}

/** Says nothing: when it is only listened to what is named, no sentence is put together. */
class SilentTranslator extends Translator {
  override say = () => '';
  override number = () => '';
  override money = () => '';
  override percent = () => '';
  override date = () => '';
  override moment = () => '';
  override month = () => '';
}

const LISTENING: Readonly<Record<Language, Translator>> = {
  ky: new SilentTranslator('ky'),
  ru: new SilentTranslator('ru'),
  en: new SilentTranslator('en'),
};

function shown(naming: Naming | undefined, kind: Named, language: Language): string | undefined {
  if (!naming) return undefined;
  const { name, reference } = naming;
  if (kind === 'CYCLE') return readerOf(language).period(String(name));
  const text = typeof name === 'string' ? name : textIn(name, language);
  return reference === null ? text || undefined : `${reference} ${text}`.trim();
}

/** Of several names the newest of those that held; before the first one, the first. */
function nameThen(namings: readonly Naming[], when: When): Naming | undefined {
  const held = namings.filter(
    ({ since, from, until }) =>
      when === undefined ||
      // A renaming speaks of what it renames by the name of before.
      (BigInt(since) < when.position && (from === null || from <= when.date) && (until === null || until > when.date)),
  );
  return held.at(-1) ?? namings[0];
}

/** The tables that name things, by the columns with the name and with a number before it. */
const TABLES: Readonly<
  Record<Exclude<Named, 'TERRITORY'>, readonly [table: string, name: string, reference?: string]>
> = {
  PLAN: ['plan', 'titles'],
  DIRECTION: ['plan_direction', 'titles', 'reference'],
  TASK: ['plan_task', 'titles', 'reference'],
  MEASURE: ['measure', 'titles'],
  INDICATOR: ['indicator', 'names'],
  CYCLE: ['cycle', 'period'],
  RISK: ['risk', 'titles'],
  ORGANISATION: ['organisation', 'names'],
};

async function findNames(db: Database, named: ReadonlyMap<Named, ReadonlySet<string>>) {
  const parts = [...named].map(([kind, ids]) => namingsOf(kind, [...ids]));
  const rows = await db.query<Naming>(sql`${join(parts, ' union all ')} order by 1, 2, "from" nulls first, since`);
  const book = new Map<string, Naming[]>();
  for (const row of rows) {
    const key = `${row.kind} ${row.id}`;
    book.set(key, [...(book.get(key) ?? []), row]);
  }
  return book;
}

function namingsOf(kind: Named, ids: readonly string[]): Sql {
  if (kind === 'TERRITORY')
    return sql`
      select ${kind}::text as kind, territory_id as id, place as since, names as name, null::text as reference,
             effective_on as "from", repealed_on as until
      from territory_fact where aspect = 'NAMES' and territory_id = any(${ids})`;
  const [table, name, reference] = TABLES[kind];
  const columns = sql`
    id, since, to_jsonb(${identifier(name)}) as name, ${reference === undefined ? sql`null::text` : identifier(reference)} as reference`;
  // A cycle has a version for each obligation and is never called otherwise.
  const versions =
    kind === 'CYCLE'
      ? sql`select ${columns} from ${identifier(table)} where id = any(${ids})`
      : sql`select ${columns} from ${identifier(table)} where id = any(${ids})
            union all select ${columns} from ${identifier(`${table}_history`)} where id = any(${ids})`;
  return sql`
    select ${kind}::text as kind, id, since, name, reference, null::date as "from", null::date as until
    from (select *, lag(name) over (partition by id order by since) as former from (${versions}) version) version
    where former is distinct from name`;
}
