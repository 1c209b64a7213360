/** What a caller sent as a name may be anything: without what a database cannot look for. */
export const searchable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');
