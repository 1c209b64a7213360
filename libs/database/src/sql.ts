/** A statement in pieces: `parts` is text, `values` stand between the parts. */
export type Sql = { readonly parts: readonly string[]; readonly values: readonly unknown[] };

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && 'parts' in value && 'values' in value;

/** SQL you can read: every `${value}` becomes a numbered parameter, never text. A `${sql`…`}` is spliced in. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const parts: string[] = [strings[0]!];
  const kept: unknown[] = [];
  values.forEach((value, i) => {
    const following = strings[i + 1]!;
    if (!isSql(value)) {
      kept.push(value);
      parts.push(following);
      return;
    }
    const [first, ...others] = value.parts;
    parts[parts.length - 1] += first!;
    parts.push(...others);
    parts[parts.length - 1] += following;
    kept.push(...value.values);
  });
  return { parts, values: kept };
}

/** The name of a table, column or function. Quoted, so that it can never be more than a name. */
export const identifier = (name: string): Sql => ({ parts: [`"${name.replaceAll('"', '""')}"`], values: [] });

/** Text that already is SQL: for statements kept in `.sql` files, never for anything a caller sent. */
export const statement = (text: string): Sql => ({ parts: [text], values: [] });

export const join = (fragments: readonly Sql[], separator: string): Sql =>
  fragments.reduce((all, next, i) => (i === 0 ? next : sql`${all}${statement(separator)}${next}`), statement(''));

/** All conditions together; no condition is no restriction. */
export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : join(conditions, ' and ');

/** What PostgreSQL is sent: `$1`, `$2` … in place of the values. */
export const textOf = ({ parts }: Sql): string =>
  parts.reduce((text, part, i) => (i === 0 ? part : `${text}$${i}${part}`), '');
