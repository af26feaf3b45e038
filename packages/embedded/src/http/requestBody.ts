import type { IncomingMessage } from "node:http";

/**
 * The body of a request as a web stream. A handler may answer without reading all of it: `discard` then takes
 * the rest, because a client that is still writing sees the answer only when its bytes are accepted.
 */
export class RequestBody {
  readonly stream: ReadableStream<Uint8Array>;
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  private size = 0;

  constructor(
    private readonly incoming: IncomingMessage,
    limitBytes: number,
  ) {
    this.stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller;
      },
      pull: () => void incoming.resume(),
      cancel: () => this.discard(),
    });
    incoming.on("data", (chunk: Buffer) => {
      this.size += chunk.length;
      if (this.size > limitBytes) {
        this.end((controller) =>
          controller.error(new Error(`Request body is larger than ${limitBytes} bytes.`)),
        );
        incoming.destroy();
      } else if (this.controller) {
        this.controller.enqueue(chunk);
        if ((this.controller.desiredSize ?? 0) <= 0) incoming.pause();
      }
    });
    incoming.on("end", () => this.end((controller) => controller.close()));
    incoming.on("error", (error) => this.end((controller) => controller.error(error)));
    incoming.pause();
  }

  /** Drops what has not been read, up to the limit; then the connection is cut. */
  discard(): void {
    this.controller = null;
    this.incoming.resume();
  }

  private end(how: (controller: ReadableStreamDefaultController<Uint8Array>) => void): void {
    const { controller } = this;
    this.controller = null;
    if (controller) how(controller);
  }
}
