import { IntrinsicException } from '@nestjs/common';
import type { Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import type { Caller } from './caller.js';
import { refusalSentence } from './refusal-sentence.js';

/** A "no" of the domain to a question: there is no answer, for a reason that the caller is told. Intrinsic, like `AccessDenied`. */
export class QuestionRefused extends IntrinsicException {
  constructor(
    { language }: Pick<Caller, 'language'>,
    readonly refusal: Refusal<RefusalCode>,
  ) {
    super(refusalSentence(refusal, language));
  }
}
