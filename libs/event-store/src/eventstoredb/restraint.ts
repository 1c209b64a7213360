import type { EventStoreDbConnection } from './connection.js';

/** Whoever cannot be restrained. */
const ADMINISTRATORS = '$admins';

/** Deleting a stream; writing its metadata, by which its events can be hidden. */
const TO_KEEP_FROM_OTHERS = ['$d', '$mw'] as const;

type Settings = { readonly $userStreamAcl?: Record<string, string | readonly string[]> };

export type Restraint = 'RESTRAINED' | 'NOT_RESTRAINED' | 'UNKNOWN';

/**
 * Whether the server keeps everybody but its administrators from deleting streams and hiding their events, as its default
 * rights (`$settings`) say. UNKNOWN where this program may not read them. A server without settings restrains nobody.
 */
export async function restraintOf(log: EventStoreDbConnection): Promise<Restraint> {
  const newest = await log.findNewest('$settings', log.giveUpAt());
  if (newest === 'HIDDEN') return 'UNKNOWN';
  const rights = (newest?.data as Settings | undefined)?.$userStreamAcl ?? {};
  const isKept = TO_KEEP_FROM_OTHERS.every((right) => {
    const granted = [rights[right] ?? '$all'].flat();
    return granted.every((role) => role === ADMINISTRATORS);
  });
  return isKept ? 'RESTRAINED' : 'NOT_RESTRAINED';
}
