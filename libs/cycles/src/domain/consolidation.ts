import type { Author } from '@baikoo/kernel';
import { saysTheSame } from './item.js';
import type { Item, SubmissionEvent } from './submission.events.js';

/** A fact of a submission with its place in the record. */
export type Placed = SubmissionEvent & { readonly position: bigint };
type Reported = Extract<Placed, { type: 'ItemReported' }>;

/** What an acceptance has to make of an item. `former` is the item as an earlier acceptance made it a fact. */
export type ToTakeOver<E> = {
  readonly itemId: string;
  /** The last word on it: its report, or that it was taken back. */
  readonly said: E;
  /** Undefined when it was taken back after it had become a fact. */
  readonly item: Item | undefined;
  /** Everybody who ever wrote it. */
  readonly authors: readonly Author[];
  readonly former: { readonly item: Item; readonly position: string } | undefined;
};

/**
 * The items of a report as they stood when it was accepted, each with what an earlier acceptance made of it, and those
 * that were taken back since. It follows from the history up to the acceptance alone, so that doing it again after a
 * crash finds the same. Progress comes before completion: a measure whose completion is claimed makes no more progress.
 */
export function toTakeOver<E extends Placed>(history: readonly E[], acceptedAt: bigint): readonly ToTakeOver<E>[] {
  const items = new Map<string, { said: E; item: Item }>();
  const withdrawn = new Map<string, E>();
  const authors = new Map<string, Author[]>();
  const former = new Map<string, { item: Item; position: string }>();
  for (const event of history) {
    if (event.position > acceptedAt) break;
    switch (event.type) {
      case 'ItemReported': {
        const { itemId, item, reportedBy } = (event as Reported).data;
        items.set(itemId, { said: event, item });
        withdrawn.delete(itemId);
        authors.set(itemId, [
          ...(authors.get(itemId) ?? []).filter((author) => !isSame(author, reportedBy)),
          reportedBy,
        ]);
        break;
      }
      case 'ItemWithdrawn':
        items.delete(event.data.itemId);
        withdrawn.set(event.data.itemId, event);
        break;
      case 'ReopeningExpired':
        for (const itemId of event.data.dropped) items.delete(itemId);
        for (const { itemId, item } of event.data.restored) {
          items.set(itemId, { said: items.get(itemId)?.said ?? event, item });
          withdrawn.delete(itemId);
        }
        break;
      case 'SubmissionConsolidated':
        for (const outcome of event.data.outcomes) {
          if (!('position' in outcome)) continue;
          const taken = items.get(outcome.itemId);
          if (taken) former.set(outcome.itemId, { item: taken.item, position: outcome.position });
          else former.delete(outcome.itemId);
        }
        break;
      default:
    }
  }
  const held = [...items].map(([itemId, { said, item }]) => ({ itemId, said, item }));
  const gone = [...withdrawn]
    .filter(([itemId]) => former.has(itemId))
    .map(([itemId, said]) => ({ itemId, said, item: undefined }));
  const isClaim = ({ item }: { item: Item | undefined }) => Number(item?.kind === 'COMPLETION');
  return [...held.toSorted((a, b) => isClaim(a) - isClaim(b)), ...gone].map((each) => ({
    ...each,
    authors: authors.get(each.itemId) ?? [],
    former: former.get(each.itemId),
  }));
}

/** A completion that an earlier acceptance made a fact. */
export type FormerClaim<E> = ToTakeOver<E> & {
  readonly former: { readonly item: Extract<Item, { kind: 'COMPLETION' }>; readonly position: string };
};

/**
 * The completions that an earlier acceptance claimed and that this one has to take back first: the report says them no
 * more or otherwise, or says something else of the progress that led to them. What it still claims is claimed anew.
 */
export function claimsToTakeBack<E>(items: readonly ToTakeOver<E>[]): readonly FormerClaim<E>[] {
  const isChanged = ({ item, former }: ToTakeOver<E>) => !item || !former || !saysTheSame(former.item, item);
  const changed = new Set(items.filter(isChanged).map(({ itemId }) => itemId));
  return items.filter(
    (each): each is FormerClaim<E> =>
      each.former?.item.kind === 'COMPLETION' &&
      (changed.has(each.itemId) || changed.has(`PROGRESS.${each.former.item.measureId}`)),
  );
}

/** Why a report that had become facts was opened again before this acceptance; undefined when it never was. */
export const whyCorrected = (history: readonly Placed[], acceptedAt: bigint): string | undefined =>
  history
    .filter(({ position }) => position < acceptedAt)
    .map((event) =>
      event.type === 'SubmissionReopened' || event.type === 'CorrectionApproved' ? event.data.why : undefined,
    )
    .findLast((why) => why !== undefined);

const isSame = (a: Author, b: Author) => a.personId === b.personId && a.organisationId === b.organisationId;
