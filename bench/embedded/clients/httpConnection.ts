import { connect, type Socket } from "node:net";

/** A kept HTTP/1.1 connection with one request at a time, for JSON answers that tell their length. */
export class HttpConnection {
  private readonly socket: Socket;
  private text = "";
  private answered: { resolve: (body: string) => void; reject: (error: Error) => void } | null = null;
  private readonly opened: Promise<void>;

  constructor(private readonly port: number) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.opened = new Promise((resolve, reject) => {
      this.socket.once("connect", resolve).once("error", reject);
    });
    // Everything here is ASCII, so characters are bytes.
    this.socket.setEncoding("latin1").on("data", (chunk: string) => this.take(chunk));
    this.socket.on("error", (error) => this.fail(error));
    this.socket.on("close", () => this.fail(new Error("The server closed the connection.")));
  }

  /** Resolves with the body of a 200; any other answer is an error. */
  async request(method: "GET" | "POST", path: string, body = ""): Promise<string> {
    await this.opened;
    const answer = new Promise<string>((resolve, reject) => {
      this.answered = { resolve, reject };
    });
    const type = body
      ? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`
      : "";
    this.socket.write(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${this.port}\r\n${type}\r\n${body}`);
    return answer;
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: string): void {
    this.text += chunk;
    const end = this.text.indexOf("\r\n\r\n");
    if (end === -1) return;
    const head = this.text.slice(0, end);
    const length = /content-length: *(\d+)/i.exec(head);
    if (!length) return this.fail(new Error(`An answer without a length: ${head}`));
    const until = end + 4 + Number(length[1]);
    if (this.text.length < until) return;
    const body = this.text.slice(end + 4, until);
    this.text = this.text.slice(until);
    const { answered } = this;
    this.answered = null;
    if (head.startsWith("HTTP/1.1 200")) answered?.resolve(body);
    else answered?.reject(new Error(`${head.slice(0, head.indexOf("\r\n"))}: ${body.slice(0, 300)}`));
  }

  private fail(error: Error): void {
    this.answered?.reject(error);
    this.answered = null;
  }
}
