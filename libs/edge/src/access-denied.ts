import { IntrinsicException } from '@nestjs/common';
import type { RefusalCode } from '@baikoo/languages';
import type { Caller } from './caller.js';
import { refusalSentence } from './refusal-sentence.js';

/** A plain "no" to a question. Intrinsic, so that NestJS does not log it as a fault and nobody can flood the log by asking. */
export class AccessDenied extends IntrinsicException {
  readonly extensions: { readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN' };

  constructor(
    { language }: Pick<Caller, 'language'>,
    /** For those who answer in another way than GraphQL's. */
    readonly refused: RefusalCode,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(refusalSentence({ refused, details }, language));
    this.extensions = { code: refused === 'SIGN_IN_REQUIRED' ? 'UNAUTHENTICATED' : 'FORBIDDEN' };
  }
}
