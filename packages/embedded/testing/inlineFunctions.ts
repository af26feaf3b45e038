import { actionGeneric, mutationGeneric, queryGeneric } from "convex/server";

// biome-ignore lint/suspicious/noExplicitAny: the context has the type that the test's schema gives it.
export type Handler = (ctx: any) => unknown;

/** Functions that a test writes in place. They are registered ones, of a module that no app has, with a number. */
export class InlineFunctions {
  static readonly module = "_testing.js";
  private readonly handlers = new Map<number, Handler>();
  private count = 0;

  readonly exports = {
    query: queryGeneric({ handler: (ctx, { id }: { id: number }) => this.handlers.get(id)!(ctx) }),
    mutation: mutationGeneric({ handler: (ctx, { id }: { id: number }) => this.handlers.get(id)!(ctx) }),
    action: actionGeneric({ handler: (ctx, { id }: { id: number }) => this.handlers.get(id)!(ctx) }),
  };

  /** Lends a handler to one call; `work` makes it. */
  async lend<T>(handler: Handler, work: (args: { id: number }) => Promise<T>): Promise<T> {
    const id = this.count++;
    this.handlers.set(id, handler);
    try {
      return await work({ id });
    } finally {
      this.handlers.delete(id);
    }
  }
}
