/**
 * What a file may be at most. Generous for what people type (a national plan has some thousand rows), and small enough
 * that whatever a file does costs a bounded time and memory. Configuration, not law.
 */
export const LIMITS = {
  /** Of the upload. */
  bytes: 5 * 1_048_576,
  /** Entries in the zip container. */
  entries: 200,
  /** Of all entries together, inflated. */
  inflatedBytes: 64 * 1_048_576,
  /** Inflated to deflated size of one entry, from a megabyte on. */
  ratio: 200,
  sheets: 20,
  rows: 10_000,
  columns: 100,
  /** Of all sheets together, empty ones between others included. */
  cells: 300_000,
  sharedStrings: 200_000,
  /** Characters of one cell: Excel's own limit. */
  text: 32_767,
  /** Characters of a date, an amount, a figure or a name: what is longer is none, and no pattern is tried on it. */
  value: 500,
  /** For reading, with the thread's start. */
  milliseconds: 20_000,
  /** For reading a file, in its thread. */
  heapMegabytes: 192,
} as const;
