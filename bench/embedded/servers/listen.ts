import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/** A text as one unmasked WebSocket frame, so that it is made once for all who get it. */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const start = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + bytes);
  frame[0] = 0x81;
  if (start === 2) frame[1] = bytes;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(bytes, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(bytes), 2);
  }
  frame.write(text, start);
  return frame;
}

/** Takes WebSockets on every path; `accept` also gets the raw socket, for frames that are made already. */
export function acceptSockets(server: Server, accept: (client: WebSocket, socket: Duplex) => void): void {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on("error", () => {});
      accept(client, socket);
    }),
  );
}

/** Opens a free port and prints its address, which is how the bench finds it. */
export function listen(server: Server): void {
  server.keepAliveTimeout = 65_000;
  server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () =>
    console.log(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => process.exit(0));
}

export function readBody(request: IncomingMessage, use: (text: string) => void): void {
  let text = "";
  request.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  request.on("end", () => use(text));
}

export function answerJson(response: ServerResponse, body: string): void {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}
