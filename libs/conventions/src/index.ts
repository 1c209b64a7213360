export { ConventionsModule } from './conventions.module.js';
export type { ConventionEvent } from './domain/convention.events.js';
export { conventionShapes } from './domain/convention.upcasts.js';
export { AskConvention, conventionStream, recordedConvention } from './edge/convention.handler.js';
export { conventionBeside } from './edge/beside.js';
export { ConventionNameEnum } from './edge/convention.inputs.js';
export { ConventionValueType } from './edge/convention.types.js';
export { shownValues } from './edge/shown.js';
export { conventionOn, conventionsOn, conventionsProjection, findSettings } from './read/conventions.js';
