import { registerEnumType } from '@nestjs/graphql';
import type { CheckRule, Qualifier, SourceKind } from '../domain/series.events.js';
import type { FlagStatus } from '../read/flag.model.js';
import type { ReadingStatus } from '../read/reading.model.js';
import type { EnumOf } from './indicator.enums.js';

export const QualifierEnum: EnumOf<Qualifier> = {
  EXACT: 'EXACT',
  MORE_THAN: 'MORE_THAN',
  LESS_THAN: 'LESS_THAN',
  APPROXIMATELY: 'APPROXIMATELY',
};
registerEnumType(QualifierEnum, {
  name: 'Qualifier',
  description: 'EXACT: published without a qualifying word, even if visibly rounded.',
});

export const ReadingStatusEnum: EnumOf<ReadingStatus> = {
  PROVISIONAL: 'PROVISIONAL',
  CONFIRMED: 'CONFIRMED',
  CORRECTED: 'CORRECTED',
  RETRACTED: 'RETRACTED',
};
registerEnumType(ReadingStatusEnum, {
  name: 'ReadingStatus',
  description: 'CORRECTED: another reading stands in its place. Nothing is computed from corrected or retracted ones.',
});

export const SourceKindEnum: EnumOf<SourceKind> = { OFFICIAL: 'OFFICIAL', SURVEY: 'SURVEY' };
registerEnumType(SourceKindEnum, {
  name: 'SourceKind',
  description: 'OFFICIAL: counted by an administration. SURVEY: what a sample of people said.',
});

export const CheckRuleEnum: EnumOf<CheckRule> = {
  CONFLICTING_SOURCES: 'CONFLICTING_SOURCES',
  OFFICIAL_AGAINST_SURVEY: 'OFFICIAL_AGAINST_SURVEY',
  OUTLIER: 'OUTLIER',
  YEAR_ON_YEAR: 'YEAR_ON_YEAR',
  PARTS_BELOW_TOTAL: 'PARTS_BELOW_TOTAL',
  FALLING_CUMULATIVE: 'FALLING_CUMULATIVE',
  ZERO_AFTER_NON_ZERO: 'ZERO_AFTER_NON_ZERO',
  SILENCE: 'SILENCE',
};
registerEnumType(CheckRuleEnum, {
  name: 'CheckRule',
  description: 'What is accepted and yet has to be explained. Thresholds are a convention of this system, not the law.',
  valuesMap: {
    OUTLIER: { description: 'Modified z-score beyond 3.5 (Iglewicz and Hoaglin), from five earlier readings on.' },
    YEAR_ON_YEAR: { description: 'More than half up or down against the same period of the year before.' },
    OFFICIAL_AGAINST_SURVEY: { description: 'A survey and an official figure differ by more than a tenth.' },
    SILENCE: { description: 'Periods of the usual rhythm before it have no reading, and nobody said why.' },
  },
});

export const FlagStatusEnum: EnumOf<FlagStatus> = { OPEN: 'OPEN', RESOLVED: 'RESOLVED', MOOT: 'MOOT' };
registerEnumType(FlagStatusEnum, {
  name: 'FlagStatus',
  description: 'MOOT: the reading that it is about, or the other side of a contradiction, was corrected or retracted.',
});
