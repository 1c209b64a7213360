import type { WalkDone } from '@baikoo/first-data';
import { expect } from '@jest/globals';
import type { RunningApi } from './running-api.js';

/** The API, after the demonstration has walked through one cycle. */
export type Walked = () => { readonly api: RunningApi; readonly walk: WalkDone };

/** Asks as an auditor unless another is named; an error fails the spec. */
export const askingAfter =
  (walked: Walked) =>
  async <T>(query: string, variables: object = {}, who = 'demo-auditor'): Promise<T> => {
    const { data, errors } = await walked().api.ask(who, query, variables);
    expect(errors).toBeUndefined();
    return data as T;
  };
