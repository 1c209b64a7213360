import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import type { Language } from '@baikoo/kernel';
import { type InputRule, translatorFor } from '@baikoo/languages';

export type InputClass<Input extends object> = new () => Input;
export type BrokenRule = {
  readonly path: string;
  /** In the caller's language. */
  readonly reason: string;
  /** The rule by its name, with what it counts: what is kept of it is said to others in theirs. */
  readonly rule: string;
  readonly limits: Readonly<Record<string, string>>;
};

/** The first field that breaks a rule of its class, with the reason in the caller's language. */
export async function findBrokenRule<Input extends object>(
  rules: InputClass<Input>,
  input: Input,
  language: Language,
): Promise<BrokenRule | undefined> {
  // GraphQL's input objects have no prototype, and class-transformer passes such objects over.
  const plain = structuredClone(input);
  const [first] = await validate(plainToInstance(rules, plain), { forbidUnknownValues: true });
  return first && describe(first, [], language);
}

function describe(error: ValidationError, parents: readonly string[], language: Language): BrokenRule {
  const path = [...parents, error.property];
  const [child] = error.children ?? [];
  if (child) return describe(child, path, language);
  const [name] = Object.keys(error.constraints ?? {});
  const limits = (error.contexts?.[name!] ?? {}) as Record<string, number>;
  return {
    ...{ path: path.join('.'), reason: translatorFor(language).say(`input.${name as InputRule}`, limits) },
    ...{ rule: name!, limits: Object.fromEntries(Object.entries(limits).map(([of, limit]) => [of, String(limit)])) },
  };
}
