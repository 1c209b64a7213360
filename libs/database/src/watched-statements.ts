import { AsyncLocalStorage } from 'node:async_hooks';

const watching = new AsyncLocalStorage<Set<string>>();

/** Every statement passes here before it is sent. */
export const noteStatement = (text: string): void => void watching.getStore()?.add(text);

/** Does the work and tells the text of every statement that it asked, of whatever database. */
export async function watchStatements<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly texts: ReadonlySet<string> }> {
  const texts = new Set<string>();
  return { result: await watching.run(texts, work), texts };
}
