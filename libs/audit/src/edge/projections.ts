/** The projections whose folds tell what an event changed. */
export const PROJECTIONS = Symbol('PROJECTIONS');
