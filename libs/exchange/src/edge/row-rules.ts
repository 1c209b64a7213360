import { findBrokenRule, IsAmount, IsList, IsLocalizedText, IsText, IsYear } from '@baikoo/edge';
import type { Language, LocalizedText } from '@baikoo/kernel';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { ruleProblem } from '../import/resolve.js';
import type { MatrixRow } from '../matrix/matrix.js';
import type { Problem } from '../problem.js';

class MoneyRules {
  @IsAmount()
  amount: string;

  @IsYear()
  year: number;
}

/** The bounds that a row keeps, whichever way it comes in: those of the inputs of the commands that it becomes. */
class RowRules {
  @IsLocalizedText()
  measure: LocalizedText;

  @IsLocalizedText()
  direction: LocalizedText;

  @IsLocalizedText()
  task: LocalizedText;

  @IsOptional()
  @IsLocalizedText()
  expectedResult: LocalizedText | null;

  @IsOptional()
  @IsLocalizedText()
  verification: LocalizedText | null;

  @IsOptional()
  @IsList(50)
  executor: string[] | null;

  @IsOptional()
  @IsList(50)
  @ValidateNested({ each: true })
  @Type(() => MoneyRules)
  amount: MoneyRules[] | null;

  @IsText(50)
  number: string;
}

/** The first bound that each row breaks. The names of the rules' fields are those of the columns. */
export async function brokenRules(rows: readonly MatrixRow[], language: Language): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const row of rows) {
    const broken = await findBrokenRule(RowRules, fieldsOf(row), language);
    if (!broken) continue;
    const column = broken.path.split('.')[0]!;
    problems.push(ruleProblem(row.placeOf(column), 'INVALID_INPUT', { path: column, reason: broken.reason }));
  }
  return problems;
}

const fieldsOf = ({
  titles,
  direction,
  task,
  expectedResult,
  verification,
  executors,
  coExecutors,
  money,
}: MatrixRow): RowRules => ({
  ...{ measure: titles, direction: direction.titles, task: task.titles, expectedResult, verification },
  executor: unlessEmpty([...executors, ...coExecutors].map(({ text }) => text)),
  amount: unlessEmpty(money.map(({ amount, year }) => ({ amount, year }))),
  number: `${direction.reference ?? 1}/${task.reference ?? 1}`,
});

const unlessEmpty = <T>(list: T[]): T[] | null => (list.length > 0 ? list : null);
