/** A page as a query function returns it: rows with their sort keys, and how many there are on all pages. */
export type Page<Row> = {
  readonly rows: readonly (Row & { readonly cursor: string })[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
};
