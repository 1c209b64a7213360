import { LANGUAGES, type LocalizedText } from '@baikoo/kernel';
import { LIMITS } from '../workbook/limits.js';
import { folded } from './columns.js';

export type Named = { readonly id: string; readonly names: LocalizedText };

/** What a text may mean: one thing, several of the same name, or nothing but something that reads alike. */
export type Meant =
  { readonly found: string } | { readonly several: readonly string[] } | { readonly close: string | undefined };

/** Finds what people name: by id, by a name in any language, or one that reads almost alike (as a question only). */
export class Names {
  readonly #byText = new Map<string, Set<string>>();
  readonly #written = new Map<string, string>();
  readonly #known = new Map<string, Meant>();

  constructor(things: readonly Named[]) {
    for (const { id, names } of things)
      for (const name of [id, ...LANGUAGES.map((language) => names[language])]) {
        if (!name) continue;
        const key = folded(name);
        this.#byText.set(key, (this.#byText.get(key) ?? new Set()).add(id));
        if (!this.#written.has(key)) this.#written.set(key, name);
      }
  }

  find(text: string): Meant {
    if (text.length > LIMITS.value) return { close: undefined };
    const key = folded(text);
    const known = this.#known.get(key) ?? this.#look(key, /\[([^[\]]+)\]\s*$/.exec(text)?.[1]);
    this.#known.set(key, known);
    return known;
  }

  #look(key: string, id: string | undefined): Meant {
    const ids = [...(this.#byText.get(key) ?? (id && this.#byText.get(folded(id))) ?? [])];
    if (ids.length > 1) return { several: ids };
    return ids[0] === undefined ? { close: this.#closest(key) } : { found: ids[0] };
  }

  /** One slip of the pen in four letters at most. */
  #closest(key: string): string | undefined {
    let best: { readonly name: string; readonly slips: number } | undefined;
    for (const [name] of this.#byText) {
      const most = Math.min(Math.floor(Math.max(key.length, name.length) / 4), (best?.slips ?? Infinity) - 1);
      const slips = Math.abs(name.length - key.length) > most ? Infinity : slipsBetween(key, name, most);
      if (slips <= most) best = { name, slips };
    }
    return best && this.#written.get(best.name);
  }
}

/** Levenshtein's distance; more than `most` comes out as Infinity, and early. */
export function slipsBetween(a: string, b: string, most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    if (Math.min(...next) > most) return Infinity;
    row = next;
  }
  return row[b.length]! > most ? Infinity : row[b.length]!;
}
