import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type GqlContextType, GqlExecutionContext } from '@nestjs/graphql';
import { AccessPolicy, type Caller } from '@baikoo/edge';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';

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

    const { by, language } = graphql.getContext<Caller>();
    const say = (code: RefusalCode, values = {}) => translatorFor(language).say(`refusal.${code}`, values);
    if (!by) throw new GraphQLError(say('SIGN_IN_REQUIRED'), { extensions: { code: 'UNAUTHENTICATED' } });
    if (!this.policy.permitsQuery(by, fieldName))
      throw new GraphQLError(say('NOT_PERMITTED', { role: by.role }), { extensions: { code: 'FORBIDDEN' } });
    return true;
  }
}
