import type { Database } from '@baikoo/database';
import type { Position } from '@baikoo/event-store';
import { reachesRepublic, type Refusal, refuse, type TrailScope } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import type { Wanted } from '@baikoo/proof';
import { searchable } from './searchable.js';
import { isActSeen, seenOf, seenStreams } from './seen.js';
import { scopeOf, type SubjectKind, SUBJECTS } from './subject.js';

/** What somebody wants proven as a whole: a part of the record, a history, or those of a subject of the trail. */
export type BundleQuestion =
  | { readonly range: { readonly from: Position; readonly to: Position } }
  | { readonly stream: string }
  | { readonly subject: { readonly kind: SubjectKind; readonly id: string } };

/** `400..480`, both with them; undefined for anything else. */
export function readRange(text: string): { readonly from: Position; readonly to: Position } | undefined {
  const [, from, to] = /^([1-9]\d{0,17})\.\.([1-9]\d{0,17})$/.exec(text) ?? [];
  if (!from || !to || BigInt(from) > BigInt(to)) return undefined;
  return { from: BigInt(from), to: BigInt(to) };
}

/** `MEASURE:lighting`; undefined for anything else. */
export function readSubject(text: string): { readonly kind: SubjectKind; readonly id: string } | undefined {
  const [, named, id] = /^([A-Z]+):(.{1,500})$/su.exec(text) ?? [];
  const kind = SUBJECTS.find((each) => each === named);
  return kind && id ? { kind, id } : undefined;
}

/**
 * What of it a bundle may hold for whoever reads the trail within a scope. A bundle shows whole events and leaves out none of a
 * history, so it holds the histories that the trail shows whole, and no other. A part of the record is for those who are
 * shown all of it.
 */
export async function wantedWithin(
  db: Database,
  question: BundleQuestion,
  scope: TrailScope,
): Promise<Wanted | Refusal<RefusalCode>> {
  const showsAll = scope.kind === 'ALL' || (scope.kind === 'SUBTREE' && reachesRepublic(scope));
  if ('range' in question)
    return showsAll ? { kind: 'RANGE', ...question.range } : refuse('NOT_YOURS_TO_READ', 'range');
  const shows = (event: Parameters<typeof isActSeen>[0]) => isActSeen(event, scope);
  if ('stream' in question) {
    const stream = searchable(question.stream);
    return { kind: 'STREAMS', streams: await seenOf(db, scope, [stream]), subject: null, shows };
  }
  const { kind, id } = question.subject;
  const { streams } = await scopeOf(db, kind, id);
  // Of the history of the map, whoever does not see all of it is shown the changes of their own units only.
  const whole =
    kind === 'TERRITORY' && !showsAll ? seenOf(db, scope, streams) : seenStreams(db, scope, { kind, id }, streams);
  return { kind: 'STREAMS', streams: await whole, subject: `${kind}:${searchable(id)}`, shows };
}
