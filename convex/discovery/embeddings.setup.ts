import { vi } from "vitest";
import type { World } from "../world.setup";
import { CONCEPTS, conceptsOf, termsOf } from "./concepts.model";

export const EMBEDDINGS_URL = "http://embeddings.test/v1";

/** OpenAI's `POST /embeddings` as far as this backend speaks to it, with vectors of topics and words. */
export class FakeEmbeddings {
  readonly asked: { model: string; input: string[] }[] = [];
  down = false;
  /** Answered in place of what was asked for. */
  garbage: unknown = null;

  async answer(url: string, init: RequestInit): Promise<Response> {
    const { model, input, dimensions } = JSON.parse(String(init.body)) as {
      model: string;
      input: string[];
      dimensions: number;
    };
    this.asked.push({ model, input });
    if (this.down) return new Response("out of order", { status: 503 });
    if (new Headers(init.headers).get("authorization") !== "Bearer embeddings-key")
      return new Response("{}", { status: 401 });
    if (url !== `${EMBEDDINGS_URL}/embeddings` || dimensions !== 256)
      return new Response("{}", { status: 400 });
    if (this.garbage !== null) return Response.json(this.garbage);
    const data = input.map((text, index) => ({ object: "embedding", index, embedding: vectorOf(text) }));
    return Response.json({ object: "list", data: data.reverse(), model });
  }
}

/** Another world whose agents are compared; the rest of it is as it was. */
export function withEmbeddings(world: World, model = "test-model"): FakeEmbeddings {
  const fake = new FakeEmbeddings();
  vi.stubEnv("EMBEDDINGS_API_URL", EMBEDDINGS_URL);
  vi.stubEnv("EMBEDDINGS_API_KEY", "embeddings-key");
  vi.stubEnv("EMBEDDINGS_MODEL", model);
  vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
    url.startsWith(EMBEDDINGS_URL) ? fake.answer(url, init) : world.provider.answer(url, init),
  );
  return fake;
}

function vectorOf(text: string): number[] {
  const vector = new Array<number>(256).fill(0);
  for (const { stem, weight } of termsOf(text)) {
    for (const concept of conceptsOf(stem)) vector[CONCEPTS.indexOf(concept)]! += weight;
    const hash = [...stem].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 150, 7);
    vector[100 + hash]! += weight / 2;
  }
  return vector;
}
