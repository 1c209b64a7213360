/**
 * What checking the record, a proof or a bundle comes to (docs/proof.md, What a check says), the gravest first.
 * CHANGED: hashes do not fit to each other or to what was signed. NOT_BELIEVED: they do as far as was looked, but no key that
 * is believed signed them. UNCHECKED: what was given cannot be read or does not suffice.
 */
export const CONCLUSIONS = ['CHANGED', 'NOT_BELIEVED', 'UNCHECKED', 'GOOD'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** Of several: good only where all are. */
export const gravest = (conclusions: readonly Conclusion[]): Conclusion =>
  CONCLUSIONS.find((each) => conclusions.includes(each)) ?? 'GOOD';
