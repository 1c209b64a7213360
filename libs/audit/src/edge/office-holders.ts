import type { GraphQLResolveInfo } from 'graphql';
import type { Database } from '@baikoo/database';
import { asksFor, type Caller } from '@baikoo/edge';
import { findOfficeHolders, readsNames } from '@baikoo/identity';
import { type Language, textIn } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import type { OfficeHolderType } from './office-holder.types.js';

/**
 * Who the people of a page are, by one statement. Only for those who are told names: whoever asks for a page sees to it, and
 * that it is written down before anything is answered.
 */
export async function officeHolders(
  db: Database,
  ids: Iterable<string | null>,
  language: Language,
): Promise<(id: string | null) => OfficeHolderType | null> {
  const asked = [...new Set(ids)].filter((id) => id !== null);
  const held = new Map((await findOfficeHolders(db, asked)).map((one) => [one.id, one]));
  return (id) => {
    if (id === null) return null;
    const { isErased = false, names = null, position = null } = held.get(id) ?? {};
    const name = isErased ? translatorFor(language).say('trail.erased') : names && textIn(names, language);
    return { id, name: name || null, position: (position && textIn(position, language)) || null, isErased };
  };
}

/** Whether the names of people are asked for by somebody who is told them; others were refused before (`QueryAccessGuard`). */
export const asksForNames = ({ by }: Caller, info: GraphQLResolveInfo): boolean =>
  by !== undefined && readsNames(by) && asksFor(info, 'person');

type Named<Row> = Row & { readonly person: OfficeHolderType | null };

/** Rows that name a person by an id, with who that is where names were asked for. */
export async function withOfficeHolders<Row extends object>(
  db: Database,
  rows: readonly Row[],
  personOf: (row: Row) => string | null,
  { language, names }: { readonly language: Language; readonly names: boolean },
): Promise<Named<Row>[]> {
  if (!names) return rows.map((row) => ({ ...row, person: null }));
  const who = await officeHolders(db, rows.map(personOf), language);
  return rows.map((row) => ({ ...row, person: who(personOf(row)) }));
}
