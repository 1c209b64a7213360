import { askingAfter, type Walked } from '../walked.js';

type Told = { outcome: string; sentence: string; about: string | null; type: string; at: string; personId: string };

export type Trail = {
  trail: { totalCount: number; nodes: Told[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
};

export const ASK_TRAIL = `query ($about: TrailSubjectInput, $filter: TrailFilterInput, $order: TrailOrder!, $first: Int, $after: String) {
  trail(about: $about, filter: $filter, order: $order, first: $first, after: $after) { totalCount
    nodes { outcome sentence about type at personId role organisation legalAct changes { label beforeText afterText } }
    pageInfo { hasNextPage endCursor } } }`;

/** Asks for a page of the trail, the newest first unless said. */
export function trailOf(walked: Walked) {
  const data = askingAfter(walked);
  return async (variables: object, who?: string) =>
    (await data<Trail>(ASK_TRAIL, { order: 'NEWEST_FIRST', first: 200, ...variables }, who)).trail;
}
