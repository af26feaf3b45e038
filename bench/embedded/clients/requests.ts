/** Requests that wait for an answer with their number. */
export class Requests {
  private readonly waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  private next = 0;

  /** Sends a request under a new number; resolves when `settle` is called with it. */
  start(send: (request: number) => void): Promise<void> {
    const request = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(request, { resolve, reject });
      send(request);
    });
  }

  settle(request: number, error?: Error): void {
    const waiting = this.waiting.get(request);
    this.waiting.delete(request);
    if (error) waiting?.reject(error);
    else waiting?.resolve();
  }

  /** The connection is gone: nothing will be answered any more. */
  abandon(): void {
    for (const request of [...this.waiting.keys()])
      this.settle(request, new Error("The connection was closed."));
  }
}
