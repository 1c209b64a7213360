import { createHash } from 'node:crypto';
import { render } from 'preact-render-to-string';

/** A token pasted into GraphiQL's headers signs in; the first query needs none to be read. */
const START = `# Paste a token into "Headers" below: { "Authorization": "Bearer …", "Accept-Language": "en" }
query Plans {
  plans { nodes { id status titles { ky ru en } directions { reference titles { ru } tasks { reference } } } }
}
`;

const SCRIPT = `
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultQuery: ${JSON.stringify(START)},
    defaultHeaders: '{ "Accept-Language": "en" }',
    shouldPersistHeaders: true,
  }),
);`;

/** What the page may do: run its own files and the one script in it, and ask this server. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`,
  // The editor writes styles of its own into the page.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** The GraphiQL page, with everything it needs from this server. */
export const graphiqlPage = (): string =>
  `<!doctype html>${render(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Baikoo · GraphQL</title>
        <link rel="stylesheet" href="/graphiql/graphiql.css" />
        <style>{'html, body, #graphiql { height: 100vh; margin: 0 }'}</style>
      </head>
      <body>
        <div id="graphiql" />
        <script src="/graphiql/react.js" />
        <script src="/graphiql/react-dom.js" />
        <script src="/graphiql/graphiql.js" />
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>,
  )}`;
