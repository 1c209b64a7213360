import { Injectable } from '@nestjs/common';
import { AccessPolicy } from '@baikoo/edge';
import type { Actor } from '@baikoo/kernel';
import { mayCommand, mayQuery } from '../domain/policy.js';

/** The permission table, asked with the role of the mandate that the caller acts under. */
@Injectable()
export class MandatePolicy extends AccessPolicy {
  permitsCommand(by: Actor, command: string): boolean {
    return mayCommand(by.role, command);
  }

  permitsQuery(by: Actor, query: string): boolean {
    return mayQuery(by.role, query);
  }
}
