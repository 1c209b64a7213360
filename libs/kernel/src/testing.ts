import { expect } from '@jest/globals';
import { type Actor, type AnyEvent, type Decider, refuse } from './decider.js';

/**
 * Specify a decider by example: `given(...facts).when(command).yields(...facts)`.
 * The last step is not called `then`, because an object with a `then` is a promise to JavaScript.
 */
export const specify = <S, C, E extends AnyEvent, R extends string>(decider: Decider<S, C, E, R>) => ({
  given: (...history: readonly E[]) => ({
    when: (command: C) => {
      const outcome = decider.decide(
        history.reduce((state, event) => decider.evolve(state, event), decider.initial),
        command,
      );
      return {
        yields: (...events: readonly E[]) => expect(outcome).toEqual(events),
        isRefused: (code: R, path?: string) =>
          expect(outcome).toMatchObject(path === undefined ? refuse(code) : refuse(code, path)),
      };
    },
  }),
});

/** A caller for specs: everything about them follows from the organisation unless said otherwise. */
export const actor = (organisationId: string, personId = `${organisationId}-person`, role = 'SECRETARY'): Actor => ({
  personId,
  role,
  organisationId,
  territoryId: null,
  onBehalfOf: null,
});
