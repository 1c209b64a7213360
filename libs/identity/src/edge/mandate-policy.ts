import { Injectable } from '@nestjs/common';
import { AccessPolicy } from '@baikoo/edge';
import type { Actor } from '@baikoo/kernel';
import { findCommandRefusal } from '../domain/policy.js';
import { readsNames } from '../domain/personal-reading.js';
import { findQueryRefusal } from '../domain/query-policy.js';
import { readingScopeOf, readsPersons, trailScopeOf } from '../domain/reading.js';

/** The permission table, asked with the mandate that the caller acts under. */
@Injectable()
export class MandatePolicy extends AccessPolicy {
  findCommandRefusal(by: Actor, command: string) {
    return findCommandRefusal(by, command);
  }

  findQueryRefusal(by: Actor, query: string) {
    return findQueryRefusal(by, query);
  }

  scopeOf(by: Actor) {
    return readingScopeOf(by);
  }

  trailScopeOf(by: Actor) {
    return trailScopeOf(by);
  }

  readsPersons(by: Actor): boolean {
    return readsPersons(by);
  }

  readsNames(by: Actor): boolean {
    return readsNames(by);
  }
}
