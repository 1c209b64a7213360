import { CommandBus } from '@nestjs/cqrs';

/** A command bus on which one function answers whatever is asked: for specs of processes, without a container. */
export const busThat = (answers: (message: unknown) => unknown): CommandBus =>
  Object.assign(Object.create(CommandBus.prototype) as CommandBus, {
    execute: async (message: unknown) => Promise.resolve(answers(message)),
  });
