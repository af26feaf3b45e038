import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a receiver was brought. */
export interface Received {
  at: number;
  headers: IncomingHttpHeaders;
  text: string;
  body: { id: string; type: string; challenge?: string; data?: { message?: { content: string } | null } };
}

/** How a receiver takes an event; challenges it answers as it should. */
export type Behaviour = (received: Received, response: ServerResponse) => void;

export const takes: Behaviour = (_, response) => void response.end("taken");
export const hangs: Behaviour = () => {};

/** Somebody else's program on this machine that wants to be told things. */
export async function aReceiver(behave: Behaviour = takes) {
  const received: Received[] = [];
  const receiver = { received, behave, url: "", close: async () => {} };
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const one = {
        at: Date.now(),
        headers: request.headers,
        text,
        body: JSON.parse(text) as Received["body"],
      };
      if (one.body.challenge) return response.end(JSON.stringify({ challenge: one.body.challenge }));
      received.push(one);
      receiver.behave(one, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  receiver.close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return receiver;
}

export type Receiver = Awaited<ReturnType<typeof aReceiver>>;
