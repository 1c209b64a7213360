import { Extensions } from '@nestjs/graphql';

const MARK = 'namesPerson';

/** Marks a field that names a person by an id: refused to those who read without personal data. */
export const NamesPerson = (): PropertyDecorator & MethodDecorator => Extensions({ [MARK]: true });

/** Whether a field of the schema bears the mark of {@link NamesPerson}. */
export const namesPerson = ({ extensions }: { readonly extensions: Readonly<Record<string, unknown>> }): boolean =>
  extensions[MARK] === true;
