export const indicatorStream = (indicatorId: string) => `indicator-${indicatorId}`;
export const seriesStream = (indicatorId: string, territoryId: string) => `series-${indicatorId}.${territoryId}`;
