import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { sendJson } from "../front/answers.ts";
import { hasToken, readText } from "../front/requests.ts";
import { DEFAULT_DIMENSIONS, embedText, MAX_DIMENSIONS, MIN_DIMENSIONS, MODEL } from "./lexicalHash.ts";

const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_INPUTS = 2048;
const MAX_CHARACTERS = 32_000;

const vText = z.string().min(1, "input may not be empty").max(MAX_CHARACTERS, "input is too long");
const vRequest = z.object({
  model: z.string().min(1),
  input: z.union([vText, z.array(vText).min(1).max(MAX_INPUTS)]),
  dimensions: z.number().int().min(MIN_DIMENSIONS).max(MAX_DIMENSIONS).default(DEFAULT_DIMENSIONS),
  encoding_format: z.enum(["float", "base64"]).default("float"),
  user: z.string().optional(),
});

/**
 * OpenAI's `POST /embeddings` in its own wire format, answered by `lexicalHash.ts`. The path handed in starts behind
 * `/local/embeddings`.
 */
export function embeddingsApi({ apiKey }: { apiKey: string }) {
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    const refuse = (status: number, code: string, message: string, param: string | null = null) =>
      sendJson(res, status, { error: { message, type: "invalid_request_error", param, code } });
    if (!hasToken(req, apiKey)) return refuse(401, "invalid_api_key", "Incorrect API key provided.");
    if (path !== "/v1/embeddings")
      return refuse(404, "unknown_url", `Invalid URL (${req.method} ${path.slice(0, 100)})`);
    if (req.method !== "POST") return refuse(405, "method_not_supported", "Only POST is supported here.");
    const text = await readText(req, MAX_BODY_BYTES);
    if (text === null) return refuse(413, "request_too_large", "The body is too large.");
    const wanted = vRequest.safeParse(parseOrNull(text));
    if (!wanted.success) {
      const [issue] = wanted.error.issues;
      return refuse(400, "invalid_value", z.prettifyError(wanted.error), issue?.path.join(".") || null);
    }
    const { model, input, dimensions, encoding_format: encoding } = wanted.data;
    if (model !== MODEL) {
      return refuse(404, "model_not_found", `The model \`${model.slice(0, 100)}\` does not exist.`, "model");
    }
    const inputs = [input].flat();
    const data = inputs.map((one, index) => {
      const vector = embedText(one, { dimensions });
      return { object: "embedding", index, embedding: encoding === "base64" ? packed(vector) : vector };
    });
    const tokens = inputs.reduce((sum, one) => sum + Math.ceil(one.length / 4), 0);
    const usage = { prompt_tokens: tokens, total_tokens: tokens };
    sendJson(res, 200, { object: "list", data, model: MODEL, usage });
  };
}

/** 32-bit floats, the lower byte first, as clients of this API ask for them. */
const packed = (vector: readonly number[]) => Buffer.from(new Float32Array(vector).buffer).toString("base64");

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not JSON: refused as any other body that is no request.
  }
}
