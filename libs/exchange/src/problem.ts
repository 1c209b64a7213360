import type { FileProblem, RefusalCode } from '@baikoo/languages';

/** Where in a file: the sheet, and the cell in A1 notation; a cell of null is about the whole sheet. */
export type Place = { readonly sheet: string; readonly cell: string | null };

type Details = Readonly<Record<string, string>>;

/** Something that keeps a file from being taken over: what the file itself shows, or what a rule of the record says. */
export type Problem = Place & { readonly details: Details } & (
    { readonly kind: 'FILE'; readonly code: FileProblem } | { readonly kind: 'RULE'; readonly code: RefusalCode }
  );

/** An interpretation that the file leaves open, told so that a person can object. Keeps nothing from being taken over. */
export type Warning = Place & { readonly code: FileProblem; readonly details: Details };

/** A file that is not read at all, with the reason. */
export class FileRefused extends Error {
  constructor(
    readonly code: FileProblem,
    readonly details: Details = {},
  ) {
    super(code);
    this.name = 'FileRefused';
  }
}

export const problem = (place: Place, code: FileProblem, details: Details = {}): Problem => ({
  ...{ sheet: place.sheet, cell: place.cell },
  ...{ kind: 'FILE', code, details },
});
