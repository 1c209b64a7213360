// PostGraphile as its documentation sets it up for production, over the functions of schema `peer`.
import { createServer } from 'node:http';

// PostGraphile 5.1 asks for Node 22. Of what that has and Node 20 has not, this is all that it uses here.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((...settlers) => ([resolve, reject] = settlers));
  return { promise, resolve, reject };
};
const [{ grafserv }, { postgraphile }, { makePgService }, { PostGraphileAmberPreset }] = await Promise.all([
  import('grafserv/node'),
  import('postgraphile'),
  import('postgraphile/adaptors/pg'),
  import('postgraphile/presets/amber'),
]);

const [url] = process.argv.slice(2);
const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: url, schemas: ['peer'] })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false },
  grafast: { explain: false },
};
const server = createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
