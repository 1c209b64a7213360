import type { Event, LocalizedText, Source } from '@baikoo/kernel';

/** How probable, or how grave. Null where nobody has rated it: the Concept's own table rates nothing. */
export type RiskLevel = 'LOW' | 'MEDIUM' | 'HIGH';

/** Everything that can have happened to a risk. Kept for ever: a changed shape takes an upcast beside this file. */
export type RiskEvent = Event<
  'RiskRegistered',
  {
    riskId: string;
    planId: string;
    titles: LocalizedText;
    /** What is to be done about it. */
    mitigation: LocalizedText | null;
    probability: RiskLevel | null;
    impact: RiskLevel | null;
    source: Source;
  }
>;
