/** What opens doors, wherever it stands in a text: passwords in addresses, bearer tokens and what looks like one. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+]*:\/\/[^\s:/@"'\\]*:)[^\s@"'\\]+@/gi, '$1***@'],
  [/\beyJ[\w-]{5,}\.[\w-]*(\.[\w-]*)?/g, '***'],
  [/\b(bearer)\s+[^\s"'\\]+/gi, '$1 ***'],
  [/(password\\?["']?\s*[=:]\s*\\?["']?)[^\s"'\\,}&]+/gi, '$1***'],
];

/** A line of the log without what must not be read there; errors of libraries may quote what they were given. */
export const withoutSecrets = (line: string): string =>
  SECRETS.reduce((text, [secret, shown]) => text.replace(secret, shown), line);
