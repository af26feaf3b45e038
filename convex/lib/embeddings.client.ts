import * as z from "zod";
import { ProviderError, parseResult } from "./cloudflare.client";
import { embeddingsAccount } from "./env";

/** As the vector index has it. A model is asked for this many; one that cannot give them is of no use here. */
export const DIMENSIONS = 256;
const TIMEOUT_MS = 15_000;

const zAnswer = z.object({
  data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()).length(DIMENSIONS) })),
});

/**
 * Which vectors can be compared with one another: those of this model and size. Null on an instance without a provider.
 * Another model has another name; a provider that changes a model and keeps its name would spoil the comparison.
 */
export function currentSpace(): string | null {
  const account = embeddingsAccount();
  return account && `${account.model}:${DIMENSIONS}`;
}

/**
 * Texts as vectors, in their order, by OpenAI's `POST /embeddings`. Throws a ProviderError when the provider does not
 * answer as it should, after `timeoutMs` at most.
 */
export async function embed(texts: readonly string[], timeoutMs = TIMEOUT_MS): Promise<number[][]> {
  const account = embeddingsAccount();
  if (!account) throw new ProviderError("EMBEDDINGS_API_KEY is not set.");
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await fetch(`${account.apiUrl}/embeddings`, {
      method: "POST",
      headers: { Authorization: `Bearer ${account.apiKey}`, "Content-Type": "application/json" },
      body: JSON.stringify({
        ...{ model: account.model, input: texts, dimensions: DIMENSIONS, encoding_format: "float" },
      }),
      signal: abort.signal,
    });
    const text = await response.text();
    if (!response.ok)
      throw new ProviderError(`embeddings answered ${response.status}: ${text.slice(0, 200)}`);
    const { data } = parseResult(zAnswer, JSON.parse(text));
    const vectors = [...data].sort((a, b) => a.index - b.index).map(({ embedding }) => embedding);
    if (vectors.length !== texts.length)
      throw new ProviderError("embeddings answered another number of texts.");
    return vectors;
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(`embeddings failed: ${String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}
