import { type Checkpoint, type Conclusion, type NoteVerifier, verifierText } from '../domain/index.js';
import { checkKept, unreadable } from './check-earlier.js';
import { checkEvent, orderOf } from './check-events.js';
import { type BundleHead, readHead } from './check-head.js';
import { checkEarlierBundle, EarlierEvents } from './earlier-bundle.js';
import { BundleBroken, conclusionOf, type Failure } from './failure.js';
import { type BundleEvent, endLine } from './format.js';
import { BUNDLE_LIMITS } from './limits.js';
import { Parts, valueOf } from './read-parts.js';

export type Trust = {
  /**
   * Keys of the record as the verifier knows them from elsewhere: one of them must be among the bundle's. Without any nobody
   * vouches for those.
   */
  readonly keys?: readonly NoteVerifier[];
  /** Texts of checkpoints that the verifier kept from before: of one each, or of many, one after the other. */
  readonly earlier?: readonly string[];
  /** A bundle that the verifier kept from before: of the histories of both, the later one must have its events. */
  readonly earlierBundle?: AsyncIterable<Uint8Array> | undefined;
  /** Told of each event that was found in the record, in the order of the bundle. */
  readonly onEvent?: (index: number, event: BundleEvent) => void;
};

export type Verdict = {
  /** NOT_BELIEVED: nothing is wrong with it, but no key was named, or it is of none of those that were. */
  readonly conclusion: Conclusion;
  /** Empty: the bundle is good. */
  readonly failures: readonly Failure[];
  /** Undefined where the file broke off before. */
  readonly head: BundleHead | undefined;
  /** Events that stand in the record as the bundle shows them. */
  readonly events: number;
  /** Whether the chain of keys holds the one that the verifier knows. */
  readonly keyIsKnown: boolean;
  /** The earlier checkpoints that the record of the bundle continues. */
  readonly earlier: readonly Checkpoint[];
  /** Whether an earlier bundle was given whose events its histories still have. */
  readonly hasEarlierEvents: boolean;
};

/**
 * Checks a bundle (docs/audit-bundle.md) line by line, in the order of that document, with nothing but its bytes and what
 * the verifier trusts. Memory does not grow with the number of events, but with those of an earlier bundle.
 */
export async function verifyBundle(chunks: AsyncIterable<Uint8Array>, trust: Trust = {}): Promise<Verdict> {
  const before = trust.earlierBundle && (await readEarlier(trust.earlierBundle));
  const failures: Failure[] = [];
  const earlier: Checkpoint[] = [];
  let head: BundleHead | undefined;
  let events = 0;
  let parts: Parts | undefined;
  try {
    parts = await Parts.open(chunks);
    head = await readHead(parts);
    checkTrust(head, trust);
    for (const found of checkBefore(head, trust, before)) {
      if ('code' in found) failures.push(found);
      else earlier.push(found);
    }
    events = await checkAllEvents(parts, head, failures, (index, event) => {
      before?.events.found(index, event);
      trust.onEvent?.(index, event);
    });
    if (before && failures.length === 0) failures.push(...before.events.cutOut(head));
  } catch (error) {
    if (!(error instanceof BundleBroken)) throw error;
    const { code, line, detail } = error;
    failures.push({ code, line, detail });
  } finally {
    await parts?.close();
  }
  const keyIsKnown = head !== undefined && knows(head, trust);
  const agrees = keyIsKnown ? 'GOOD' : 'NOT_BELIEVED';
  const conclusion = failures.length > 0 ? conclusionOf(failures) : agrees;
  const hasEarlierEvents = before !== undefined && failures.length === 0;
  return { conclusion, failures, head, events, keyIsKnown, earlier, hasEarlierEvents };
}

/** What an earlier bundle proves. Without a head it is not good, and proves nothing. */
type Before = { readonly head: BundleHead | undefined; readonly events: EarlierEvents };

async function readEarlier(chunks: AsyncIterable<Uint8Array>): Promise<Before> {
  const events = new EarlierEvents();
  const { failures, head } = await verifyBundle(chunks, { onEvent: (index, event) => events.note(index, event) });
  return { head: failures.length > 0 ? undefined : head, events };
}

/** Whether the record continues what was kept from before: each checkpoint that it does continue, and each failure. */
function checkBefore(head: BundleHead, trust: Trust, before: Before | undefined): readonly (Checkpoint | Failure)[] {
  const kept = (trust.earlier ?? []).flatMap((text) => checkKept(text, head));
  if (!before) return kept;
  return [...kept, before.head ? checkEarlierBundle(before.head, head) : unreadable('the earlier bundle is not good')];
}

const knows = (head: BundleHead, { keys = [] }: Trust): boolean => {
  const known = new Set(keys.map(verifierText));
  return head.keys.some((each) => known.has(verifierText(each)));
};

function checkTrust(head: BundleHead, trust: Trust): void {
  if (trust.keys?.length && !knows(head, trust))
    throw new BundleBroken('UNTRUSTED_KEY', undefined, 'no key that you trust is among the keys of the bundle');
}

async function checkAllEvents(
  parts: Parts,
  head: BundleHead,
  failures: Failure[],
  onEvent: Trust['onEvent'],
): Promise<number> {
  const order = orderOf(head.scope);
  let [seen, good] = [0, 0];
  for (let proof = await parts.takeIf('proof'); proof; proof = await parts.takeIf('proof')) {
    seen += 1;
    if (seen > BUNDLE_LIMITS.events)
      throw new BundleBroken('TOO_MUCH', proof.line, `a bundle has at most ${BUNDLE_LIMITS.events} events`);
    const checked = checkEvent(proof, await parts.take('event'), head, order);
    failures.push(...checked.failures);
    if (checked.failures.length === 0) {
      good += 1;
      onEvent?.(checked.index, checked.event);
    }
    if (failures.length >= BUNDLE_LIMITS.failures) return good;
  }
  const end = await parts.take('end');
  const { events } = valueOf(end, endLine);
  if (events !== seen)
    failures.push({ code: 'INCOMPLETE', line: end.line, detail: `it counts ${events} events, and there are ${seen}` });
  const missing = order.missing();
  if (missing) failures.push({ code: 'INCOMPLETE', line: head.scopeLine, detail: missing });
  await parts.expectEnd();
  return good;
}
