import { EvidenceInput, findBrokenRule, IsAmount, IsDate, IsDecimal, IsPercent, IsText } from '@baikoo/edge';
import type { Item } from '@baikoo/cycles';
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
  @IsText()
  explanation: string | null;
}

/** The bounds that an item keeps, whichever way it comes in; the field is named as the form's column is. */
export async function brokenItemRule(item: Item, language: Language) {
  const broken = await brokenIn(item, language);
  return broken && { field: broken.path.split('.').at(-1)!, reason: broken.reason };
}

function brokenIn(item: Item, language: Language) {
  switch (item.kind) {
    case 'PROGRESS': {
      const { percent, text, difficulties, actionTaken = null } = item;
      return findBrokenRule(ProgressRules, { percent, text, difficulties, actionTaken }, language);
    }
    case 'COMPLETION':
      return findBrokenRule(CompletionRules, { completedOn: item.completedOn, evidence: item.evidence }, language);
    case 'EXPENDITURE':
      return findBrokenRule(ExpenditureRules, { amount: item.amount }, language);
    case 'READING': {
      const { value, numerator = null, denominator = null, source, explanation = null } = item;
      const { title, reference } = source;
      return findBrokenRule(
        ReadingRules,
        { value, numerator, denominator, source: title, reference, explanation },
        language,
      );
    }
  }
}
