import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { ConvexError, convexToJson, jsonToConvex, type Value } from "convex/values";
import WebSocket from "ws";
import { SyncClient } from "./syncClient.ts";

/** The answer never came: what was asked for may have happened or not. */
export class Unanswered extends Error {}

type Args = Record<string, Value>;

/** One client of a deployment, which has one call under way at a time. A refusal by the function is a ConvexError. */
export interface Client {
  /** Whether it brings a call to its end when the connection breaks. */
  readonly persists: boolean;
  query(path: string, args: Args): Promise<Value>;
  mutation(path: string, args: Args): Promise<Value>;
  /** Loses the connection in the middle of whatever is under way. */
  breakOff(): void;
  close(): Promise<void> | void;
}

/** Speaks HTTP. A call that is broken off is `Unanswered`. */
export function anHttpClient(url: string): Client {
  let underWay = new AbortController();
  const call = async (kind: string, path: string, args: Args): Promise<Value> => {
    underWay = new AbortController();
    let answer: { status: string; value: never; errorMessage: string; errorData?: never };
    try {
      const response = await fetch(`${url}/api/${kind}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ path, args: convexToJson(args), format: "convex_encoded_json" }),
        signal: underWay.signal,
      });
      answer = (await response.json()) as typeof answer;
    } catch (error) {
      throw underWay.signal.aborted ? new Unanswered() : error;
    }
    if (answer.status === "success") return jsonToConvex(answer.value);
    if (answer.errorData !== undefined) throw new ConvexError(jsonToConvex(answer.errorData));
    throw new Error(answer.errorMessage);
  };
  return {
    persists: false,
    query: (path, args) => call("query", path, args),
    mutation: (path, args) => call("mutation", path, args),
    breakOff: () => underWay.abort(),
    close: () => {},
  };
}

/** Speaks the sync protocol by hand and answers as soon as the server does. */
export function aSyncClient(url: string): Client {
  const client = new SyncClient(url);
  return {
    persists: true,
    query: (path, args) => client.query(path, args),
    mutation: async (path, args) => (await client.mutation(path, args)).value,
    breakOff: () => client.breakOff(),
    close: () => client.close(),
  };
}

/** The client that apps use. It answers a mutation when the Transition that shows it has come. */
export function aStockClient(url: string): Client {
  let socket: WebSocket | null = null;
  class BreakableSocket extends WebSocket {
    constructor(address: string) {
      super(address);
      socket = this;
      // Without a listener a socket that is broken off while it opens would end the process.
      this.on("error", () => {});
    }
  }
  const client = new ConvexClient(url, {
    webSocketConstructor: BreakableSocket as never,
    skipConvexDeploymentUrlCheck: true,
    logger: false,
  });
  // The second that it waits before it comes back would be most of a test's time.
  const { webSocketManager } = client.client as unknown as {
    webSocketManager: { defaultInitialBackoff: number };
  };
  webSocketManager.defaultInitialBackoff = 10;
  return {
    persists: true,
    query: (path, args) => client.query(makeFunctionReference<"query">(path), args),
    mutation: (path, args) => client.mutation(makeFunctionReference<"mutation">(path), args),
    breakOff: () => socket?.terminate(),
    close: () => client.close(),
  };
}

/** As many clients as asked for: half of them speak HTTP, a quarter each of the two others. */
export function clientsOf(url: string, count: number): Client[] {
  return Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? anHttpClient(url) : i % 4 === 1 ? aSyncClient(url) : aStockClient(url),
  );
}
