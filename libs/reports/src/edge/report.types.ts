import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CommandInput, IsId, IsPosition, LanguageEnum, MomentScalar, PositionScalar } from '@baikoo/edge';
import type { Language } from '@baikoo/kernel';
import { IsOptional } from 'class-validator';
import { ErratumType } from './erratum.js';

@InputType()
export class CompileReportInput extends CommandInput {
  @Field()
  @IsId()
  cycleId: string;

  @Field(() => PositionScalar, {
    nullable: true,
    defaultValue: null,
    description: 'Where in the record; its end unless said.',
  })
  @IsOptional()
  @IsPosition()
  position: string | null;
}

@ObjectType('ReportDocument', { description: 'The report in one language, by the hash of its bytes.' })
export class ReportDocumentType {
  @Field(() => LanguageEnum)
  language: Language;

  @Field()
  sha256: string;

  @Field(() => Int)
  bytes: number;
}

@ObjectType('LaterCorrection', { description: 'A report that was corrected after the monitoring report was frozen.' })
export class LaterCorrectionType {
  @Field(() => ID)
  submissionId: string;

  @Field(() => PositionScalar, { description: 'Where in the record the corrected facts were taken over last.' })
  position: string;
}

@ObjectType('CompiledReport', { description: 'A monitoring report that was compiled, with the hashes then recorded.' })
export class CompiledReportType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  cycleId: string;

  @Field(() => PositionScalar, { description: 'It says what the record held right after this position.' })
  position: string;

  @Field(() => MomentScalar)
  moment: string;

  @Field({ description: 'SHA-256 of the canonical JSON (RFC 8785) of what it says.' })
  contentHash: string;

  @Field(() => [ReportDocumentType])
  documents: ReportDocumentType[];

  @Field(() => MomentScalar)
  compiledAt: string;

  @Field(() => [ErratumType], { description: 'The earliest first.' })
  errata: ErratumType[];

  @Field({ description: 'Whether facts that it rests on were corrected later. What it says stays as it was frozen.' })
  overtaken: boolean;

  @Field(() => [LaterCorrectionType], { description: 'The corrections that overtook it, the earliest first.' })
  overtakenBy: LaterCorrectionType[];
}

@ObjectType('MonitoringReport', { description: 'The monitoring report of a cycle, compiled on the spot.' })
export class MonitoringReportType {
  @Field(() => PositionScalar)
  position: string;

  @Field()
  contentHash: string;

  @Field({ description: 'A complete HTML document without outside addresses.' })
  html: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the record holds the same content hash for this position; null if none was recorded.',
  })
  matchesRecord: boolean | null;
}
