import type { Client } from "./client.ts";
import { FrameSocket } from "./frameSocket.ts";
import { HttpConnection } from "./httpConnection.ts";
import { countMarkers, readMarkers } from "./marker.ts";
import { Requests } from "./requests.ts";

const POLL_LIMIT = 50;

/** Speaks to `servers/bare.ts`. */
export function bareClient(port: number): Client {
  const connect = async () => {
    const socket = new FrameSocket(port, "/");
    await socket.opened;
    return socket;
  };
  return {
    async watch(room, n, seen) {
      const socket = await connect();
      await ask(socket, { do: "watch", room, n });
      socket.onClosed = () => {};
      socket.onFrame = (payload) => readMarkers(payload, seen);
      return socket;
    },

    async watchMany(rooms, n) {
      const socket = await connect();
      for (const room of rooms) await ask(socket, { do: "watch", room, n });
      return socket;
    },

    async writer() {
      const socket = await connect();
      const requests = new Requests();
      socket.onClosed = () => requests.abandon();
      socket.onFrame = (payload) =>
        requests.settle((JSON.parse(payload.toString()) as { done: number }).done);
      const write = (what: object) =>
        requests.start((request) => socket.send(JSON.stringify({ ...what, request })));
      return {
        close: () => socket.close(),
        post: (room, body) => write({ do: "post", room, body }),
        transfer: (from, to, cents) => write({ do: "transfer", from, to, cents }),
        openAccounts: (count, cents) => write({ do: "openAccounts", count, cents }),
        fill: (room, body, count) => write({ do: "fill", room, body, count }),
      };
    },

    async opener() {
      const socket = await connect();
      return {
        close: () => socket.close(),
        open: async (room, n) => countMarkers(await ask(socket, { do: "open", room, n })),
      };
    },

    bot(room) {
      const connection = new HttpConnection(port);
      let after = 0;
      return {
        async poll() {
          const answer = await connection.request("GET", `/${room}?after=${after}&n=${POLL_LIMIT}`);
          const messages = JSON.parse(answer) as { id: number }[];
          after = messages.at(-1)?.id ?? after;
          return messages.length;
        },
        async reply(body) {
          await connection.request("POST", `/${room}`, JSON.stringify({ body }));
        },
        close: () => connection.close(),
      };
    },

    idle: connect,
  };
}

/** Sends a request and resolves with the bytes of the answer. */
function ask(socket: FrameSocket, request: object): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    socket.onClosed = () => reject(new Error("The connection was closed before the answer came."));
    socket.onFrame = (payload) => resolve(Buffer.from(payload));
    socket.send(JSON.stringify(request));
  });
}
