import {
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import features from '@eventstore/db-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import featuresService from '@eventstore/db-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import streams from '@eventstore/db-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import streamsService from '@eventstore/db-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import { append, batchAppend, type Node } from './appending.js';
import { Faults } from './faults.js';
import { Log } from './log.js';
import { nameOf, UNAVAILABLE } from './messages.js';
import { read, type ReadCall } from './reading.js';

/** What a server of this version says of itself. */
const VERSION = '24.10.0';

/**
 * Speaks the gRPC protocol of EventStoreDB on the service definitions that its client ships, over a log in memory, with
 * faults on demand. It proves how we use the client, through real connections. It proves nothing of the database: not
 * that it keeps what it acknowledged, not how it behaves in a cluster. For that the same contract runs on a real server
 * when `EVENTSTORE_URL` names one.
 */
export class ProtocolStandIn {
  readonly log = new Log();
  readonly faults = new Faults();
  readonly #subscriptions = new Set<ReadCall>();
  readonly #node: Node = { log: this.log, faults: this.faults, port: 0 };
  #server: Server | undefined;

  static async start(): Promise<ProtocolStandIn> {
    const standIn = new ProtocolStandIn();
    await standIn.open();
    return standIn;
  }

  get url(): string {
    return `kurrentdb://127.0.0.1:${this.#node.port}?tls=false`;
  }

  /** Subscriptions that are open now. */
  get subscriptions(): number {
    return this.#subscriptions.size;
  }

  /** Listens, on the port that it had before. */
  async open(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1_048_576 });
    server.addService(featuresService.ServerFeaturesService, {
      getSupportedMethods: this.#supportedMethods,
    } as UntypedServiceImplementation);
    server.addService(streamsService.StreamsService, {
      read: read(this.#node, this.#subscriptions),
      append: append(this.#node),
      batchAppend,
      delete: this.#delete,
      tombstone: this.#tombstone,
    } as UntypedServiceImplementation);
    this.#node.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.#node.port}`, ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
    this.#server = server;
  }

  /** Cuts every connection and listens no more. The log stays. */
  stop(): void {
    this.#server?.forceShutdown();
    this.#server = undefined;
    this.#subscriptions.clear();
  }

  /** Cuts every connection, as a server does that is started anew. */
  async restart(): Promise<void> {
    this.stop();
    await this.open();
  }

  /** Ends every subscription: as a lost connection does, or normally, as the server may do too. */
  dropSubscriptions(how: 'LOST' | 'ENDED'): void {
    for (const call of this.#subscriptions)
      if (how === 'ENDED') call.end();
      else call.emit('error', UNAVAILABLE);
    this.#subscriptions.clear();
  }

  readonly #supportedMethods = (
    _: ServerUnaryCall<unknown, unknown>,
    answer: sendUnaryData<features.SupportedMethods>,
  ) => {
    const service = 'event_store.client.streams.streams';
    const methods = ['read', 'append', 'batchappend', 'delete', 'tombstone'];
    answer(
      null,
      new features.SupportedMethods()
        .setEventStoreServerVersion(VERSION)
        .setMethodsList(
          methods.map((name) => new features.SupportedMethod().setServiceName(service).setMethodName(name)),
        ),
    );
  };

  readonly #delete = (
    { request }: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
    answer: sendUnaryData<streams.DeleteResp>,
  ) => {
    const at = String(this.log.delete(nameOf(request.getOptions()!.getStreamIdentifier())));
    const position = new streams.DeleteResp.Position().setCommitPosition(at).setPreparePosition(at);
    answer(null, new streams.DeleteResp().setPosition(position));
  };

  readonly #tombstone = (
    { request }: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>,
    answer: sendUnaryData<streams.TombstoneResp>,
  ) => {
    const at = String(this.log.tombstone(nameOf(request.getOptions()!.getStreamIdentifier())));
    const position = new streams.TombstoneResp.Position().setCommitPosition(at).setPreparePosition(at);
    answer(null, new streams.TombstoneResp().setPosition(position));
  };
}
