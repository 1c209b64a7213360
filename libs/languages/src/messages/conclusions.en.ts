/** What checking the record, a proof or a bundle comes to: one sentence for each exit code (docs/proof.md, What a check says). */
export const conclusionsEn = {
  GOOD: 'Good: everything agrees.',
  CHANGED: 'Not good: something was changed. Do not rely on it.',
  UNCHECKED: 'Could not be checked: what was given cannot be read, or does not suffice.',
  NOT_BELIEVED:
    'Not believed: it is not signed by a key that you named. This says neither that something was changed nor that nothing was. Do not rely on it.',
} as const;

export type Conclusion = keyof typeof conclusionsEn;
