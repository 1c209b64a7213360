/** What takes time is told on standard error, so that standard output holds nothing but the answer. */
export const tell = (message: string): void => console.error(message);
