import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson } from "../front/answers.ts";
import { hasToken } from "../front/requests.ts";
import { Refusal } from "./envelope.ts";

/** Answers what lies below one word of the path, given the rest of it; undefined when it is no path of its. */
export type Branch = (
  req: IncomingMessage,
  rest: readonly string[],
  query: URLSearchParams,
) => Promise<unknown>;

export type StreamApiOptions = {
  accountId: string;
  apiToken: string;
  liveInputs: Branch;
  videos: Branch;
  webhook: Branch;
};

const PATH = /^\/client\/v4\/accounts\/([^/]{1,100})\/stream((?:\/[^/]{1,100}){0,4})$/;

/**
 * Cloudflare Stream's API in its own wire format. The path handed in starts behind `/local/cloudflare`; the branches
 * look words of it up, and make no path of them.
 */
export function streamApi(options: StreamApiOptions) {
  return async (
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> => {
    try {
      const result = await answer(req, path, query);
      sendJson(res, 200, { success: true, errors: [], messages: [], result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message } = error;
      sendJson(res, status, { success: false, errors: [{ code, message }], messages: [], result: null });
    }
  };

  async function answer(req: IncomingMessage, path: string, query: URLSearchParams): Promise<unknown> {
    if (!hasToken(req, options.apiToken)) throw new Refusal(403, 10000, "Authentication error");
    const [, account, rest = ""] = PATH.exec(path) ?? [];
    const words = rest.split("/").slice(1);
    const result = account === options.accountId ? await branch(req, words, query) : undefined;
    if (result === undefined) {
      throw new Refusal(404, 7003, `Could not route to ${path}, perhaps your object identifier is invalid?`);
    }
    return result;
  }

  function branch(req: IncomingMessage, words: string[], query: URLSearchParams): Promise<unknown> {
    const [first, ...rest] = words;
    if (first === "live_inputs") return options.liveInputs(req, rest, query);
    if (first === "webhook") return options.webhook(req, rest, query);
    return options.videos(req, words, query);
  }
}
