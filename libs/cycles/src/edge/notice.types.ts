import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateScalar, MomentScalar, PeriodScalar } from '@baikoo/edge';
import type { NoticeKind } from '../read/notice.model.js';

export const NoticeKindEnum: { [Kind in NoticeKind]: Kind } = {
  OBLIGED: 'OBLIGED',
  REMINDER: 'REMINDER',
  DEADLINE_MISSED: 'DEADLINE_MISSED',
  EXEMPTED: 'EXEMPTED',
  EXEMPTION_REVOKED: 'EXEMPTION_REVOKED',
  REPORT_RETURNED: 'REPORT_RETURNED',
  REPORT_ACCEPTED: 'REPORT_ACCEPTED',
  REOPENED: 'REOPENED',
  REOPENING_EXPIRED: 'REOPENING_EXPIRED',
  CORRECTION_REJECTED: 'CORRECTION_REJECTED',
  REPORT_TO_ENDORSE: 'REPORT_TO_ENDORSE',
};
registerEnumType(NoticeKindEnum, { name: 'NoticeKind' });

@ObjectType('Notice', {
  description: 'What an organisation is told about one of its reports, or about one that waits for its endorsement.',
})
export class NoticeType {
  @Field(() => ID)
  id: string;

  @Field(() => NoticeKindEnum)
  kind: NoticeKind;

  @Field({ description: 'In the language of the caller; a reason in it is in the words of whoever gave it.' })
  sentence: string;

  @Field(() => ID)
  submissionId: string;

  @Field(() => ID)
  cycleId: string;

  @Field(() => ID, { description: 'Whose report it is about.' })
  organisationId: string;

  @Field(() => PeriodScalar)
  period: string;

  @Field(() => DateScalar, { nullable: true, description: 'Until when, or since when.' })
  day: string | null;

  @Field(() => MomentScalar)
  at: string;
}

export const NoticeConnection = connectionOf(NoticeType, 'Notice');
