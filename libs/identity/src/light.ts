/** The demo's own sign-in tokens: loaded without the API. */
export { DemoTokens } from './tokens/demo-tokens.js';
