import { vi } from "vitest";
import type { ActionCtx } from "../_generated/server";
import { aWorld } from "../world.setup";
import { ApiRouter } from "./route";
import { answer } from "./server";

/** A kit with routes of a test's own, on an empty backend. */
export function aKit(declare: (api: ApiRouter) => void, { ip = "192.0.2.7" }: { ip?: string } = {}) {
  const { t } = aWorld();
  const api = new ApiRouter();
  declare(api);
  const mutations: string[] = [];
  const ctxAt = (address: string) =>
    ({
      runQuery: t.query,
      runMutation: async (fn: Parameters<typeof t.mutation>[0], args: never) => {
        mutations.push(args && "wants" in args ? "take" : "other");
        return await t.mutation(fn, args);
      },
      meta: { getRequestMetadata: async () => ({ ip: address }) },
    }) as unknown as ActionCtx;
  /** Sends a request as the transport hands it on. */
  const send = (path: string, init: RequestInit & { ip?: string } = {}) =>
    answer(api, ctxAt(init.ip ?? ip), new Request(`http://molt.test${path}`, init));
  return { t, api, send, mutations };
}

/** A JSON body with its header. */
export function json(body: unknown, headers: Record<string, string> = {}): RequestInit {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: text };
}

/** Every line the kit has logged so far. */
export function loggedLines(): Record<string, unknown>[] {
  const calls = vi.mocked(console.log).mock.calls;
  return calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
}
