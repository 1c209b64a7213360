import type { FaultName } from '@baikoo/languages';

/** A request that goes no further: how it is answered, and what the sentence names. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    readonly code: FaultName,
    readonly values: Readonly<Record<string, number>> = {},
  ) {
    super(code);
  }
}
