import type { Production } from './installation.js';

let addresses = 0;
/** Each test asks from an address of its own, so that none spends what another has. */
export const anAddress = (): string => `10.0.0.${++addresses}`;

type Sent = { readonly person?: string; readonly from?: string; readonly headers?: Record<string, string> };

/** Asks of it, as a person or as nobody, from an address. */
export function askingOf(production: () => Production) {
  async function send(where: string, { person, from = '10.9.9.9', headers = {} }: Sent, init: RequestInit = {}) {
    const token = person && (await production().issuer.tokenOf(person));
    if (token) production().tokens.push(token);
    const answer = await fetch(`${production().api.url}${where}`, {
      ...{ redirect: 'manual', ...init },
      headers: {
        ...{ 'x-forwarded-for': from, 'accept-language': 'ru', ...headers },
        ...(token && { authorization: `Bearer ${token}` }),
      },
    });
    const text = await answer.text();
    const parsed = (text.startsWith('{') ? JSON.parse(text) : {}) as {
      code?: string;
      data?: Record<string, unknown>;
      errors?: { message: string; extensions: Record<string, unknown> }[];
    };
    const code = parsed.errors?.[0]?.extensions['code'] ?? parsed.code;
    return { ...{ status: answer.status, headers: answer.headers, text, code, data: parsed.data } };
  }
  const ask = (body: object, sent: Sent = {}) =>
    send(
      '/graphql',
      { ...sent, headers: { 'content-type': 'application/json', ...sent.headers } },
      { method: 'POST', body: JSON.stringify(body) },
    );

  return { send, ask };
}
