/** How large a generated country is. */
export type Size = {
  /** Ministries, and commissions of raions and cities, that report on the national plan. */
  readonly ministries: number;
  readonly commissions: number;
  /** Ayil aimaks and small cities, each with a joint plan of its own. */
  readonly municipalities: number;
  readonly measuresOfJointPlan: number;
  readonly indicators: number;
  readonly halfYears: number;
};

/** What the republic has (Law on administrative division after the reform of 2024: 9 regions, 484 municipalities). */
const MUNICIPALITIES = 484;
const REGIONS_RAIONS_AND_CITIES = 69;
const MINISTRIES = 20;
/** From the first half-year of 2022 to the second of 2025. */
const HALF_YEARS = 8;

/** A history that is smaller than this has fewer of everything. */
const WHOLE_COUNTRY = 100_000;

export const FEWEST_EVENTS = 2_000;

/** The size at which about that many events happen: within some percent from {@link WHOLE_COUNTRY} on. */
export function sizeFor(events: number): Size {
  const share = Math.min(1, events / WHOLE_COUNTRY);
  const part = (whole: number, least: number) => Math.max(least, Math.round(whole * share));
  const halfYears = share < 0.1 ? 2 : HALF_YEARS;
  const ministries = part(MINISTRIES, 2);
  const commissions = part(REGIONS_RAIONS_AND_CITIES, 9);
  const indicators = part(12, 3);
  const municipalities = Math.max(3, Math.min(MUNICIPALITIES, Math.round(events / 1_100)));
  const national = nationalEvents({ ministries, commissions, indicators, halfYears });
  const each = (events - national) / municipalities;
  const perMeasure = 6.3 + 3 * halfYears;
  const fixed = 15 + halfYears * (11 + 2.5 * indicators);
  const measuresOfJointPlan = Math.max(2, Math.min(80, Math.round((each - fixed) / perMeasure)));
  return { ministries, commissions, municipalities, measuresOfJointPlan, indicators, halfYears };
}

const nationalEvents = ({
  ministries,
  commissions,
  indicators,
  halfYears,
}: Omit<Size, 'municipalities' | 'measuresOfJointPlan'>) =>
  400 + ministries * (40 + halfYears * 20) + commissions * (25 + halfYears * (14 + 2.5 * indicators));
