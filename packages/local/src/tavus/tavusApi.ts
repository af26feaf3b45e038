import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson } from "../front/answers.ts";
import { Refusal } from "./refusal.ts";

/** Answers what lies below one word of the path; undefined when it is no path of its, null when there is nothing to say. */
export type Branch = (
  req: IncomingMessage,
  rest: readonly string[],
  query: URLSearchParams,
) => Promise<unknown>;

export type TavusApiOptions = {
  apiKey: string;
  videos: Branch;
  replicas: Branch;
  personas: Branch;
  files(req: IncomingMessage, res: ServerResponse, path: string): void;
};

const PATH = /^\/v2\/(videos|replicas|personas)((?:\/[A-Za-z0-9_-]{1,60}){0,2})\/?$/;

/**
 * Tavus' API, version 2, in its own wire format, as far as videos, replicas and personas go. The path handed in starts
 * behind `/local/tavus`.
 */
export function tavusApi(options: TavusApiOptions) {
  return async (
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> => {
    if (path.startsWith("/files/")) return options.files(req, res, path);
    try {
      const answer = await find(req, path, query);
      if (answer === null) res.writeHead(200, { "Content-Length": 0 }).end();
      else sendJson(res, 200, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 304) res.writeHead(304).end();
      else sendJson(res, error.status, error.body);
    }
  };

  async function find(req: IncomingMessage, path: string, query: URLSearchParams): Promise<unknown> {
    if (!hasKey(req, options.apiKey)) throw new Refusal(401, "Invalid access token");
    const [, branch, rest = ""] = PATH.exec(path) ?? [];
    const answer = branch && (await options[branch as "videos"](req, rest.split("/").slice(1), query));
    if (answer === undefined || branch === undefined) throw new Refusal(404, "Not found");
    return answer;
  }
}

function hasKey({ headers }: IncomingMessage, apiKey: string): boolean {
  const given = headers["x-api-key"];
  return timingSafeEqual(digest(typeof given === "string" ? given : ""), digest(apiKey));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
