import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocket, WebSocketServer } from 'ws';
import { askedOf, type Caller, type ReadLog, ReadLogFull } from '@baikoo/edge';
import { type CallerHeaders, type CallerResolver, correlationIdOf, InvalidToken } from '@baikoo/identity';
import type { Language } from '@baikoo/kernel';
import { negotiateLanguage, translatorFor } from '@baikoo/languages';
import { inWords, type Telling } from '../graphql/errors.js';
import { LimitExceeded, type QuestionLimits } from '../limits/exceeded.js';
import { closeReasonIn } from './close-reason.js';
import { guardSocket } from './guard-socket.js';
import { Connection, TOO_MANY, TRY_AGAIN_LATER, UNAUTHORIZED } from './connection.js';

/** Of one message from a client, in bytes: a subscription is a short text. */
const MESSAGE_BYTES = 16_384;
/** Whoever connects says who they are within this time. */
const INTRODUCTION_MS = 5_000;
/** A connection that does not answer this often is dead. */
const HEARTBEAT_MS = 12_000;
const FAREWELL_MS = 1_000;

type Served = {
  readonly http: HttpServer;
  readonly schema: GraphQLSchema;
  readonly callers: CallerResolver;
  readonly reads: ReadLog;
  readonly limits: QuestionLimits;
  readonly tell: Telling;
  /** Whether this text is served; undefined: every one is. */
  readonly serves?: ((query: string) => boolean) | undefined;
};

/**
 * Subscriptions by the protocol graphql-transport-ws at `/graphql`. The token stands in the payload of
 * `connection_init`, with the same names as the headers of a request. Only subscriptions: queries and mutations have
 * their own way, with all that belongs to it. A client that reads slowly is sent the next news when it took the last.
 */
export function serveSubscriptions(served: Served): () => Promise<void> {
  const { http, schema, callers, tell } = served;
  const { logger } = tell;
  const most = served.limits.limits;
  const server = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES });
  const connections = new Map<WebSocket, Connection>();
  const callerOf = (socket: WebSocket) => connections.get(socket)?.caller;

  const ours = useServer<Record<string, unknown>>(
    {
      schema,
      connectionInitWaitTimeout: INTRODUCTION_MS,
      onConnect: async ({ extra: { socket }, connectionParams }) => {
        const headers = headersOf(connectionParams);
        const connection = await Connection.open(socket, callers, headers).catch((fault: unknown) => {
          const language = negotiateLanguage(headers['accept-language']);
          if (fault instanceof InvalidToken)
            socket.close(UNAUTHORIZED, closeReasonIn(language, { invalidToken: fault.reason }));
          else {
            logger.error(fault);
            socket.close(TRY_AGAIN_LATER, closeReasonIn(language, 'CLOSED_TRY_AGAIN'));
          }
          return undefined;
        });
        if (!connection) return false;
        const { personId } = connection;
        const held = [...connections.values()].filter((other) => other.personId === personId).length;
        if (personId === undefined) connection.close(UNAUTHORIZED, 'CLOSED_SIGN_IN');
        else if (held >= most.websocketsOfPerson) connection.close(TOO_MANY, 'CLOSED_TOO_MANY');
        else if (socket.readyState === WebSocket.OPEN) {
          connections.set(socket, connection);
          return true;
        }
        connection.end();
        return false;
      },
      onSubscribe: async ({ extra: { socket }, subscriptions }, _id, payload) => {
        const caller = callerOf(socket);
        if (!caller) return [new GraphQLError('Forbidden', { extensions: { code: 'FORBIDDEN' } })];
        const held = Object.keys(subscriptions).length;
        if (held > most.subscriptions)
          return [new LimitExceeded('TOO_MANY_SUBSCRIPTIONS', most.subscriptions, held, caller.language)];
        const found = subscriptionOf(served, payload, caller.language);
        if (!('document' in found)) return found;
        const listener = { ...caller, correlationId: correlationIdOf(undefined), at: new Date().toISOString() };
        const unkept = await keepRead(served, found, listener);
        return unkept ?? { ...found, contextValue: listener };
      },
      onNext: async ({ extra: { socket } }, _id, _payload, { contextValue }, result) => {
        const caller = contextValue as Connection['caller'];
        const connection = connections.get(socket);
        if (!(await connection?.check())) {
          // Nobody can say now whether this may still be sent: the client comes again and names where it was.
          if (socket.readyState === WebSocket.OPEN) connection?.close(TRY_AGAIN_LATER, 'CLOSED_TRY_AGAIN');
          return { data: null };
        }
        if (!result.errors) return undefined;
        const errors = result.errors.map((each) => inWords(each, each.toJSON(), caller, tell));
        return { data: result.data ?? null, errors };
      },
      onError: ({ extra: { socket } }, _id, _payload, errors) => {
        const caller = callerOf(socket);
        return caller && errors.map((each) => inWords(withCode(each), withCode(each).toJSON(), caller, tell));
      },
      onClose: ({ extra: { socket } }) => {
        connections.get(socket)?.end();
        connections.delete(socket);
      },
    },
    server,
    HEARTBEAT_MS,
  );

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
    if (server.clients.size >= most.websockets) return refuseUpgrade(socket, '503 Service Unavailable');
    return server.handleUpgrade(request, socket, head, (accepted) => {
      guardSocket(accepted, negotiateLanguage(request.headers['accept-language']));
      server.emit('connection', accepted, request);
    });
  };
  http.on('upgrade', upgrade);
  return async () => {
    http.off('upgrade', upgrade);
    // Whoever does not answer the farewell does not keep the program from ending.
    const patience = setTimeout(() => server.clients.forEach((socket) => socket.terminate()), FAREWELL_MS);
    await ours.dispose();
    clearTimeout(patience);
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}

/** The names of HTTP's headers, whose letters have no case. */
function headersOf(parameters: Record<string, unknown> | undefined): CallerHeaders {
  const given = Object.entries(parameters ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const names = new Map(given.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    authorization: names.get('authorization'),
    'accept-language': names.get('accept-language'),
    'baikoo-mandate': names.get('baikoo-mandate'),
  };
}

/** Who begins to listen to what leaves a trace where all reads do; what could not be kept is not begun. */
async function keepRead(
  { reads, tell }: Served,
  { schema, document, operationName, variableValues }: ExecutionArgs,
  { by, at, correlationId, language }: Caller,
): Promise<readonly GraphQLError[] | undefined> {
  const operation = getOperationAST(document, operationName);
  const root = schema.getSubscriptionType();
  if (!by || !operation || !root) return undefined;
  const { asked, sensitivity } = askedOf(schema, root, document, operation, variableValues ?? {});
  if (!sensitivity && !reads.keepsReadsOf(by)) return undefined;
  const read = {
    ...({ kind: sensitivity ?? 'OVERSIGHT', via: 'SUBSCRIPTION', by: { ...by }, at, correlationId, asked } as const),
    ...{ operation: operationName?.slice(0, 200) ?? null, asOf: null },
  };
  try {
    if (sensitivity) await reads.recordNow(read);
    else reads.record(read);
    return undefined;
  } catch (fault) {
    if (!(fault instanceof ReadLogFull)) tell.logger.error(fault, correlationId);
    const message = translatorFor(language).say('fault.UNAVAILABLE');
    return [new GraphQLError(message, { extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } })];
  }
}

/** A valid subscription within the limits and nothing else, or what is wrong with it. */
function subscriptionOf(
  { schema, limits, serves }: Served,
  { query, variables, operationName }: SubscribePayload,
  language: Language,
): ExecutionArgs | readonly GraphQLError[] {
  const refuse = (code: 'UNTRUSTED_DOCUMENT' | 'ONLY_SUBSCRIPTIONS') => [
    new GraphQLError(translatorFor(language).say(`fault.${code}`), { extensions: { code } }),
  ];
  if (serves && !serves(query)) return refuse('UNTRUSTED_DOCUMENT');
  try {
    const document = parse(query, { maxTokens: limits.limits.tokens });
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return refuse('ONLY_SUBSCRIPTIONS');
    const exceeded = limits.find({ schema, document, operation, variables }, language);
    if (exceeded) return [exceeded];
    return { schema, document, variableValues: variables ?? null, operationName: operationName ?? null };
  } catch (fault) {
    if (fault instanceof GraphQLError) return [fault];
    throw fault;
  }
}

/** What graphql-js says of a document is the document's fault, unless a resolver said something else. */
const withCode = (error: GraphQLError): GraphQLError =>
  error.extensions['code'] || error.originalError
    ? error
    : new GraphQLError(error.message, {
        nodes: error.nodes ?? null,
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      });
