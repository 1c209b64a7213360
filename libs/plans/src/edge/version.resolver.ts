import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import type { Caller } from '@baikoo/edge';
import { allKnown, EventStore } from '@baikoo/event-store';
import { scopeOf } from '@baikoo/identity';
import { type Language, type LocalizedText, textIn } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import type { PlanEvent } from '../domain/plan.events.js';
import { findAmendments, findVersions, type VersionView } from '../read/amendments.js';
import { differenceOf, type PartDifference } from '../read/difference.js';
import { MeasuresOfPlan } from './measures-of-plan.js';
import { planStream } from './plan.handler.js';
import {
  AmendmentStatusEnum,
  AmendmentType,
  PlanDifferenceType,
  type PlanPartDifferenceType,
  PlanVersionType,
} from './version.types.js';

/** How a plan came to read as it does. */
@Resolver()
export class VersionResolver {
  constructor(
    private readonly db: Database,
    private readonly store: EventStore,
    private readonly measures: MeasuresOfPlan,
  ) {}

  @Query(() => [AmendmentType], { description: 'Amendments of a plan in the order of their proposal; 1000 at most.' })
  async amendments(
    @Context() caller: Caller,
    @Args('planId', { type: () => ID }) planId: string,
    @Args('status', { type: () => AmendmentStatusEnum, nullable: true })
    status?: keyof typeof AmendmentStatusEnum | null,
  ): Promise<AmendmentType[]> {
    const found = await findAmendments(this.db, caller.asOf, { planId, status, scope: scopeOf(caller) });
    return found.map(({ proposedBy, decidedBy, changes, ...amendment }) => ({
      ...amendment,
      changes: JSON.stringify(changes),
      proposedByOrganisationId: proposedBy.organisationId,
      decidedByOrganisationId: decidedBy?.organisationId ?? null,
    }));
  }

  @Query(() => [PlanVersionType], { description: 'The versions of a plan, from the one that was adopted.' })
  planVersions(@Context() caller: Caller, @Args('planId', { type: () => ID }) planId: string) {
    return findVersions(this.db, planId, caller.asOf, scopeOf(caller));
  }

  @Query(() => PlanDifferenceType, {
    nullable: true,
    description:
      'What differs between any two versions of a plan, and by which acts; null when it has no such version. 0: nothing. ' +
      'Later to earlier says what going back would change.',
  })
  async planDifference(
    @Context() caller: Caller,
    @Args('planId', { type: () => ID }) planId: string,
    @Args('from', { type: () => Int }) from: number,
    @Args('to', { type: () => Int }) to: number,
  ): Promise<PlanDifferenceType | null> {
    const versions = await findVersions(this.db, planId, caller.asOf, scopeOf(caller));
    const exists = (number: number) => number === 0 || versions.some((version) => version.number === number);
    if (!exists(from) || !exists(to) || versions.length === 0) return null;
    const history = allKnown<PlanEvent>(await this.store.read(planStream(planId)));
    const adopted = await this.measures.textsAt(planId, BigInt(versions[0]!.position));
    const parts = differenceOf(history, adopted, from, to).map((part) => shown(part, versions, caller.language));
    return { from, to, parts };
  }
}

function shown(
  { part, id, what, name, fields, versions: touching }: PartDifference,
  versions: readonly VersionView[],
  language: Language,
): PlanPartDifferenceType {
  return {
    ...{ part, id, what },
    sentence: translatorFor(language).say(`plan.${part}.${what}`, { name: inWords(name, language) ?? id }),
    fields: fields.map(({ field, before, after }) => ({
      field,
      before: inWords(before, language),
      after: inWords(after, language),
      beforeTexts: asTexts(before),
      afterTexts: asTexts(after),
    })),
    acts: versions.filter(({ number }) => touching.includes(number)),
  };
}

type Value = LocalizedText | string | null;
const asTexts = (value: Value): LocalizedText | null => (typeof value === 'object' ? value : null);
const inWords = (value: Value, language: Language): string | null =>
  value === null || typeof value === 'string' ? value : textIn(value, language);
