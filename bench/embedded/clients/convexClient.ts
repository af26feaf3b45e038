import { randomUUID } from "node:crypto";
import type { Client } from "./client.ts";
import { FrameSocket } from "./frameSocket.ts";
import { HttpConnection } from "./httpConnection.ts";
import { countMarkers, readMarkers } from "./marker.ts";
import { Requests } from "./requests.ts";

const UPDATED = '"QueryUpdated"';
const FAILED = '"QueryFailed"';
const RESPONSE = '"MutationResponse"';
const POLL_LIMIT = 50;

let nextVisitor = 1;

/** The Convex protocol, spoken as the stock client speaks it but without keeping its books. */
export function convexClient(port: number): Client {
  return {
    async watch(room, n, seen) {
      const socket = await connect(port);
      const first = nextUpdate(socket);
      socket.send(modifyQuerySet(0, [{ type: "Add", queryId: 0, ...list({ room, n }) }]));
      await first;
      socket.onClosed = () => {};
      socket.onFrame = (payload) => readMarkers(payload, seen);
      return socket;
    },

    async watchMany(rooms, n) {
      const socket = await connect(port);
      const first = nextUpdate(socket);
      const add = (room: string, queryId: number) => ({ type: "Add", queryId, ...list({ room, n }) });
      socket.send(modifyQuerySet(0, rooms.map(add)));
      await first;
      return socket;
    },

    async writer() {
      const socket = await connect(port);
      const requests = new Requests();
      socket.onClosed = () => requests.abandon();
      socket.onFrame = (payload) => {
        if (payload.indexOf(RESPONSE) === -1) return;
        const { requestId, success, result } = JSON.parse(payload.toString()) as MutationResponse;
        requests.settle(requestId, success ? undefined : new Error(String(result)));
      };
      const mutate = (udfPath: string, args: object) =>
        requests.start((requestId) =>
          socket.send(JSON.stringify({ type: "Mutation", requestId, udfPath, args: [args] })),
        );
      return {
        close: () => socket.close(),
        post: (room, body) => mutate("messages:send", { room, body }),
        transfer: (from, to, cents) => mutate("accounts:transfer", { from, to, cents }),
        openAccounts: (count, cents) => mutate("accounts:openAll", { count, cents }),
        fill: (room, body, count) => mutate("messages:fill", { room, body, count }),
      };
    },

    async opener() {
      const socket = await connect(port);
      let opened = 0;
      return {
        close: () => socket.close(),
        async open(room, n, shared) {
          const args = shared ? { room, n } : { room, n, visitor: nextVisitor++ };
          const add = { type: "Add", queryId: opened + 1, ...list(args) };
          const leave = opened === 0 ? [] : [{ type: "Remove", queryId: opened }];
          const update = nextUpdate(socket);
          socket.send(modifyQuerySet(opened++, [...leave, add]));
          return countMarkers(await update);
        },
      };
    },

    bot(room) {
      const connection = new HttpConnection(port);
      let after = 0;
      const call = async (kind: "query" | "mutation", path: string, args: object) => {
        const body = JSON.stringify({ path, format: "convex_encoded_json", args: [args] });
        const answer = JSON.parse(await connection.request("POST", `/api/${kind}`, body)) as FunctionAnswer;
        if (answer.status !== "success") throw new Error(answer.errorMessage);
        return answer.value;
      };
      return {
        async poll() {
          const args = { room, after, n: POLL_LIMIT };
          const messages = (await call("query", "messages:since", args)) as { _creationTime: number }[];
          after = messages.at(-1)?._creationTime ?? after;
          return messages.length;
        },
        async reply(body) {
          await call("mutation", "messages:send", { room, body });
        },
        close: () => connection.close(),
      };
    },

    idle: () => connect(port),
  };
}

export interface MutationResponse {
  requestId: number;
  success: boolean;
  result: unknown;
}

type FunctionAnswer = { status: "success"; value: unknown } | { status: "error"; errorMessage: string };

/** A socket of the Convex protocol that has introduced itself. */
export async function connect(port: number): Promise<FrameSocket> {
  const socket = new FrameSocket(port, "/api/1.48.0/sync");
  await socket.opened;
  socket.send(
    JSON.stringify({
      type: "Connect",
      sessionId: randomUUID(),
      connectionCount: 0,
      lastCloseReason: "InitialConnect",
      clientTs: Date.now(),
    }),
  );
  return socket;
}

function list(args: object) {
  return { udfPath: "messages:list", args: [args] };
}

export function modifyQuerySet(baseVersion: number, modifications: object[]): string {
  return JSON.stringify({
    type: "ModifyQuerySet",
    baseVersion,
    newVersion: baseVersion + 1,
    modifications,
  });
}

/** The next result, as the bytes of its frame. */
export function nextUpdate(socket: FrameSocket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    socket.onClosed = () => reject(new Error("The connection was closed before a result came."));
    socket.onFrame = (payload) => {
      if (payload.indexOf(FAILED) !== -1) reject(new Error(payload.toString()));
      else if (payload.indexOf(UPDATED) !== -1) resolve(Buffer.from(payload));
    };
  });
}
