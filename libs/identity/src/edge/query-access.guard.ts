import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type GqlContextType, GqlExecutionContext } from '@nestjs/graphql';
import { AccessDenied, AccessPolicy, type Caller, findSelected, isPersonal, namesPerson } from '@baikoo/edge';
import type { GraphQLResolveInfo } from 'graphql';

/** Everybody is told who they are. */
const ABOUT_ONESELF = 'me';

/**
 * Lets nobody ask what their role may not. Checks what stands at the root of an operation; mutations pass, because the
 * command gateway answers them with a Refusal and keeps a trace. What is not GraphQL (health) passes too.
 */
@Injectable()
export class QueryAccessGuard implements CanActivate {
  constructor(private readonly policy: AccessPolicy) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType<GqlContextType>() !== 'graphql') return true;
    const graphql = GqlExecutionContext.create(context);
    const info = graphql.getInfo<GraphQLResolveInfo>();
    const { parentType, fieldName, path, schema } = info;
    if (path.prev || parentType === schema.getMutationType()) return true;

    const caller = graphql.getContext<Caller>();
    const { by } = caller;
    // The person is looked at only where the mandate does not tell: an answer that knows its person is not remembered.
    if (!by && caller.personId === undefined) throw new AccessDenied(caller, 'SIGN_IN_REQUIRED');
    if (!by) throw new AccessDenied(caller, 'NO_MANDATE');
    const refused = this.policy.findQueryRefusal(by, fieldName);
    if (refused) throw new AccessDenied(caller, refused, { role: by.role });
    const person =
      this.policy.readsPersons(by) || fieldName === ABOUT_ONESELF ? undefined : findSelected(info, namesPerson);
    if (person) throw new AccessDenied(caller, 'PERSONS_WITHHELD', { path: person });
    const name = this.policy.readsNames(by) ? undefined : findSelected(info, isPersonal);
    if (name) throw new AccessDenied(caller, 'NAMES_WITHHELD', { path: name });
    return true;
  }
}
