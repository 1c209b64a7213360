/** The read models of all slices (`AnyReadModel[]`): their folds tell what an event changed. */
export const READ_MODELS = Symbol('READ_MODELS');
