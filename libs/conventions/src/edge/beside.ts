import type { Database } from '@baikoo/database';
import type { Caller } from '@baikoo/edge';
import type { ConventionName } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { conventionOn } from '../read/conventions.js';
import type { ConventionValueType } from './convention.types.js';
import { shownValues } from './shown.js';

const known = new WeakMap<Caller, Map<ConventionName, Promise<ConventionValueType[]>>>();

/**
 * What the figures of a request were judged by, to be shown beside each of them: read once for the request, however many
 * figures it has.
 */
export function conventionBeside(db: Database, caller: Caller, name: ConventionName): Promise<ConventionValueType[]> {
  const ofCaller = known.get(caller) ?? new Map<ConventionName, Promise<ConventionValueType[]>>();
  known.set(caller, ofCaller);
  const found =
    ofCaller.get(name) ??
    conventionOn(db, name, caller).then((values) => shownValues(name, values, translatorFor(caller.language)));
  ofCaller.set(name, found);
  return found;
}
