import { EvidenceInput, findBrokenRule, IsAmount, IsDate, IsDecimal, IsList, IsPercent, IsText } from '@baikoo/edge';
import type { Item } from '@baikoo/cycles';
import { ReadingPartInput } from '@baikoo/indicators';
import type { Language } from '@baikoo/kernel';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';

class ProgressRules {
  @IsPercent()
  percent: number;

  @IsText()
  text: string;

  @IsOptional()
  @IsText()
  difficulties: string | null;

  @IsOptional()
  @IsText()
  actionTaken: string | null;

  @IsOptional()
  @IsText(2_000)
  explanation: string | null;
}

class CompletionRules {
  @IsDate()
  completedOn: string;

  @ValidateNested()
  @Type(() => EvidenceInput)
  evidence: EvidenceInput;
}

class ExpenditureRules {
  @IsAmount()
  amount: string;

  @IsOptional()
  @IsText(2_000)
  explanation: string | null;
}

class ReadingRules {
  @IsDecimal()
  value: string;

  @IsOptional()
  @IsDecimal()
  numerator: string | null;

  @IsOptional()
  @IsDecimal()
  denominator: string | null;

  @IsText(500)
  source: string;

  @IsOptional()
  @IsText(200)
  reference: string | null;

  @IsOptional()
  @IsList(100)
  @ValidateNested({ each: true })
  @Type(() => ReadingPartInput)
  parts: ReadingPartInput[] | null;

  @IsOptional()
  @IsText(2_000)
  explanation: string | null;
}

/** The bounds that an item keeps, whichever way it comes in; the field is named as the form's column is. */
export async function brokenItemRule(item: Item, language: Language) {
  const broken = await brokenIn(item, language);
  const [first = '', ...rest] = broken?.path.split('.') ?? [];
  return broken && { field: first === 'parts' ? first : (rest.at(-1) ?? first), reason: broken.reason };
}

function brokenIn(item: Item, language: Language) {
  switch (item.kind) {
    case 'PROGRESS': {
      const { percent, text, difficulties, actionTaken = null, explanation = null } = item;
      return findBrokenRule(ProgressRules, { percent, text, difficulties, actionTaken, explanation }, language);
    }
    case 'COMPLETION':
      return findBrokenRule(CompletionRules, { completedOn: item.completedOn, evidence: item.evidence }, language);
    case 'EXPENDITURE':
      return findBrokenRule(ExpenditureRules, { amount: item.amount, explanation: item.explanation ?? null }, language);
    case 'READING': {
      const { value, numerator = null, denominator = null, source, explanation = null } = item;
      const { title, reference } = source;
      const parts = item.parts ? [...item.parts] : null;
      return findBrokenRule(
        ReadingRules,
        { value, numerator, denominator, source: title, reference, parts, explanation },
        language,
      );
    }
  }
}
