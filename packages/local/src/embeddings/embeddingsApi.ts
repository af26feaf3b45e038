import { z } from "zod";
import { sendJson } from "../front/answers.ts";
import { openAiRequest, refuseModel } from "../front/openAiRequest.ts";
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
  return openAiRequest({
    ...{ apiKey, path: "/v1/embeddings", body: vRequest, maxBodyBytes: MAX_BODY_BYTES },
    run(res, { model, input, dimensions, encoding_format: encoding }, refuse) {
      if (model !== MODEL) return refuseModel(refuse, model);
      const inputs = [input].flat();
      const data = inputs.map((one, index) => {
        const vector = embedText(one, { dimensions });
        return { object: "embedding", index, embedding: encoding === "base64" ? packed(vector) : vector };
      });
      const tokens = inputs.reduce((sum, one) => sum + Math.ceil(one.length / 4), 0);
      const usage = { prompt_tokens: tokens, total_tokens: tokens };
      sendJson(res, 200, { object: "list", data, model: MODEL, usage });
    },
  });
}

/** 32-bit floats, the lower byte first, as clients of this API ask for them. */
const packed = (vector: readonly number[]) => Buffer.from(new Float32Array(vector).buffer).toString("base64");
