import { type CanActivate, type ExecutionContext, Injectable, IntrinsicException } from '@nestjs/common';
import { type GqlContextType, GqlExecutionContext } from '@nestjs/graphql';
import { AccessPolicy, type Caller } from '@baikoo/edge';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import type { GraphQLResolveInfo } from 'graphql';

/** A plain "no": intrinsic, so that NestJS does not log it as a fault and nobody can flood the log by asking. */
class AccessDenied extends IntrinsicException {
  readonly extensions: { readonly code: string };

  constructor(message: string, code: 'UNAUTHENTICATED' | 'FORBIDDEN') {
    super(message);
    this.extensions = { code };
  }
}

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
    const { parentType, fieldName, path, schema } = graphql.getInfo<GraphQLResolveInfo>();
    if (path.prev || parentType === schema.getMutationType()) return true;

    const caller = graphql.getContext<Caller>();
    const { by, language } = caller;
    const say = (code: RefusalCode, values = {}) => translatorFor(language).say(`refusal.${code}`, values);
    // The person is looked at only where the mandate does not tell: an answer that knows its person is not remembered.
    if (!by && caller.personId === undefined) throw new AccessDenied(say('SIGN_IN_REQUIRED'), 'UNAUTHENTICATED');
    if (!by) throw new AccessDenied(say('NO_MANDATE'), 'FORBIDDEN');
    if (!this.policy.permitsQuery(by, fieldName))
      throw new AccessDenied(say('NOT_PERMITTED', { role: by.role }), 'FORBIDDEN');
    return true;
  }
}
