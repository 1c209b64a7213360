import { Extensions } from '@nestjs/graphql';

const MARK = 'fromReadModels';

/**
 * Marks a query, or a field with a resolver of its own, whose answer follows from read models and the caller's mandate,
 * language and day alone, so that it may be remembered until they change. Never for what reads the record, the trail of
 * attempts, or anything else that no projection keeps.
 */
export const FromReadModels = (): MethodDecorator & PropertyDecorator => Extensions({ [MARK]: true });

/** Whether a field of the schema bears the mark of {@link FromReadModels}. */
export const isFromReadModels = ({ extensions }: { readonly extensions: Readonly<Record<string, unknown>> }): boolean =>
  extensions[MARK] === true;
