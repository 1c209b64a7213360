export { CouncilModule } from './council.module.js';
export type { RiskEvent, RiskLevel } from './domain/risk.events.js';
export { type Risk, risk } from './domain/risk.js';
export { riskShapes } from './domain/risk.upcasts.js';
export { AskRisk, riskStream } from './edge/risk.handler.js';
export { councilProjection, findRisks, type RiskView } from './read/risks.js';
