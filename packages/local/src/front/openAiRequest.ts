import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { sendJson } from "./answers.ts";
import { hasToken, readText } from "./requests.ts";

/** Refuses in OpenAI's words. */
export type Refuse = (status: number, code: string, message: string, param?: string | null) => void;

export type OpenAiRoute<Body> = {
  apiKey: string;
  /** Its one path, behind the name of the service. */
  path: string;
  body: z.ZodType<Body>;
  maxBodyBytes: number;
  run(res: ServerResponse, body: Body, refuse: Refuse): void | Promise<void>;
};

/**
 * A service with one POST, as OpenAI's API has it: who may not call is refused first, then what is no path or method of its, and then
 * a body that is no request. `run` gets what is left.
 */
export function openAiRequest<Body>({ apiKey, path: own, body, maxBodyBytes, run }: OpenAiRoute<Body>) {
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    const refuse: Refuse = (status, code, message, param = null) => {
      const type = status < 500 ? "invalid_request_error" : "server_error";
      sendJson(res, status, { error: { message, type, param, code } });
    };
    if (!hasToken(req, apiKey)) return refuse(401, "invalid_api_key", "Incorrect API key provided.");
    if (path !== own) return refuse(404, "unknown_url", `Invalid URL (${req.method} ${path.slice(0, 100)})`);
    if (req.method !== "POST") return refuse(405, "method_not_supported", "Only POST is supported here.");
    const text = await readText(req, maxBodyBytes);
    if (text === null) return refuse(413, "request_too_large", "The body is too large.");
    const wanted = body.safeParse(parseOrNull(text));
    if (wanted.success) return await run(res, wanted.data, refuse);
    const [issue] = wanted.error.issues;
    refuse(400, "invalid_value", z.prettifyError(wanted.error), issue?.path.join(".") || null);
  };
}

export const refuseModel = (refuse: Refuse, model: string) =>
  refuse(404, "model_not_found", `The model \`${model.slice(0, 100)}\` does not exist.`, "model");

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not JSON: refused as any other body that is no request.
  }
}
