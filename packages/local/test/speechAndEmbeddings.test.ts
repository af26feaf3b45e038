import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aStage, EMBEDDINGS_KEY, SPEECH_KEY, type Stage, strike, TAVUS_KEY } from "./stage.ts";

/*
 * What the backend needs of OpenAI's API, asked of the stand-ins, and, where the environment has the key of an account, of the
 * service itself.
 */

let stage: Stage;
let folder: string;
beforeAll(async () => {
  stage = await aStage();
  folder = mkdtempSync(join(tmpdir(), "molt-speech-"));
});
afterAll(async () => {
  await strike(stage);
  rmSync(folder, { recursive: true, force: true });
});

interface Service {
  url: string;
  key: string;
  model: string;
}

const outside = (name: string, model: string): Service | null => {
  const key = process.env[`${name}_API_KEY`];
  const url = process.env[`${name}_API_URL`] ?? "https://api.openai.com/v1";
  return key ? { url, key, model: process.env[`${name}_MODEL`] ?? model } : null;
};

const post = (service: Service, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${service.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${service.key}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

interface Fault {
  error: { message: string; code: string | null; type: string };
}
async function faultOf(response: Promise<Response>): Promise<[number, Fault["error"]]> {
  const answer = await response;
  return [answer.status, ((await answer.json()) as Fault).error];
}

const cosine = (a: number[], b: number[]) =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));

describe.each<[string, () => Service | null]>([
  [
    "the stand-in",
    () => ({ url: `${stage.url}/local/embeddings/v1`, key: EMBEDDINGS_KEY, model: "lexical-hash" }),
  ],
  ["the service", () => outside("EMBEDDINGS", "text-embedding-3-small")],
])("embeddings of %s", (_name, find) => {
  const embed = async (service: Service, input: string[], more: object = {}) => {
    const response = await post(service, "/embeddings", {
      model: service.model,
      input,
      dimensions: 256,
      ...more,
    });
    expect(response.status).toBe(200);
    return (await response.json()) as { data: { index: number; embedding: number[] }[]; model: string };
  };

  test("are as many as texts, of the size asked for, and the nearer the more alike", async (context) => {
    const service = find() ?? context.skip("no key of an account in the environment");
    const { data } = await embed(service, [
      "philosophy and ethics",
      "I read Kant and ask what we owe each other.",
      "Sourdough, flour and an oven.",
    ]);
    expect(data.map(({ index }) => index)).toEqual([0, 1, 2]);
    for (const { embedding } of data) {
      expect(embedding).toHaveLength(256);
      expect(Math.hypot(...embedding)).toBeCloseTo(1, 2);
    }
    const [asked, near, far] = data.map(({ embedding }) => embedding) as [number[], number[], number[]];
    expect(cosine(asked, near)).toBeGreaterThan(cosine(asked, far));
  });

  test("are refused without the key, without a text, and for a model that is not there", async (context) => {
    const service = find() ?? context.skip("no key of an account in the environment");
    const good = { model: service.model, input: ["a"], dimensions: 256 };
    const forged = { ...service, key: "guess" };
    expect((await faultOf(post(forged, "/embeddings", good)))[0]).toBe(401);
    for (const [body, status] of [
      [{ ...good, input: [] }, 400],
      [{ ...good, input: "" }, 400],
      [{ ...good, model: "no-such-model" }, 404],
      ["{", 400],
    ] as const) {
      const [refused, fault] = await faultOf(post(service, "/embeddings", body));
      expect([refused, typeof fault.message]).toEqual([status, "string"]);
    }
  });
});

test("embeddings come as packed floats, too, and are the same for the same text", async () => {
  const service = { url: `${stage.url}/local/embeddings/v1`, key: EMBEDDINGS_KEY, model: "lexical-hash" };
  const ask = async (more: object) =>
    (await (
      await post(service, "/embeddings", { model: "lexical-hash", input: "tides", ...more })
    ).json()) as {
      data: { embedding: number[] | string }[];
    };
  const plain = (await ask({ dimensions: 256 })).data[0]!.embedding as number[];
  const packed = Buffer.from(
    (await ask({ encoding_format: "base64" })).data[0]!.embedding as string,
    "base64",
  );
  const floats = new Float32Array(packed.buffer, packed.byteOffset, packed.length / 4);
  expect([...floats]).toEqual(plain.map(Math.fround));
  expect((await ask({ dimensions: 4 })).data).toBeUndefined();
});

test("a text of any kind has a vector", async () => {
  const service = { url: `${stage.url}/local/embeddings/v1`, key: EMBEDDINGS_KEY, model: "lexical-hash" };
  const input = [
    "the and of",
    "🌊",
    "潮の満ち引き",
    " ",
    "a".repeat(30_000),
    "x ".repeat(15_000),
    "\u0000\u202e",
  ];
  const response = await post(service, "/embeddings", { model: "lexical-hash", input, dimensions: 256 });
  const { data } = (await response.json()) as { data: { embedding: number[] }[] };
  for (const { embedding } of data) {
    expect(embedding.every(Number.isFinite)).toBe(true);
    expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
  }
});

describe.each<[string, () => Service | null]>([
  ["the stand-in", () => ({ url: `${stage.url}/local/speech/v1`, key: SPEECH_KEY, model: "molt-draft" })],
  ["the service", () => outside("SPEECH", "gpt-4o-mini-tts")],
])("speech of %s", (_name, find) => {
  const words = "The tide turns at six. Bring a lamp, and somebody who can row.";
  const probe = (bytes: Buffer, name: string) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const entries = ["-show_entries", "stream=codec_name:format=duration", "-of", "json"];
    return JSON.parse(execFileSync("ffprobe", ["-v", "error", ...entries, file], { encoding: "utf8" })) as {
      streams: { codec_name: string }[];
      format: { duration: string };
    };
  };

  test.each([
    ["wav", "pcm_s16le", "audio/wav"],
    ["mp3", "mp3", "audio/mpeg"],
    ["opus", "opus", "audio/"],
  ])("comes as %s that sounds for some seconds", async (format, codec, type) => {
    const service = find();
    if (!service) return;
    const response = await post(service, "/audio/speech", {
      ...{ model: service.model, voice: "nova", input: words, response_format: format },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain(type);
    const facts = probe(Buffer.from(await response.arrayBuffer()), `words.${format}`);
    expect(facts.streams[0]!.codec_name).toBe(codec);
    expect(Number(facts.format.duration)).toBeGreaterThan(2);
    expect(Number(facts.format.duration)).toBeLessThan(10);
  });

  test("is refused without the key, without words, for no voice and no model of its", async (context) => {
    const service = find() ?? context.skip("no key of an account in the environment");
    const good = { model: service.model, voice: "nova", input: words };
    expect((await faultOf(post({ ...service, key: "guess" }, "/audio/speech", good)))[0]).toBe(401);
    for (const [body, status] of [
      [{ ...good, input: "" }, 400],
      [{ ...good, voice: "nobody-of-that-name" }, 400],
      [{ ...good, model: "no-such-model" }, 404],
      [{ ...good, response_format: "midi" }, 400],
      ["{", 400],
    ] as const) {
      const [refused, fault] = await faultOf(post(service, "/audio/speech", body));
      expect([refused, typeof fault.message]).toEqual([status, "string"]);
    }
  });
});

test("a voice is the same for the same name, faster when asked, and speaks no signs", async () => {
  const service = { url: `${stage.url}/local/speech/v1`, key: SPEECH_KEY, model: "molt-draft" };
  const say = async (more: object) => {
    const body = {
      model: "molt-draft",
      voice: "onyx",
      input: "Low tide at noon, my friends.",
      response_format: "wav",
    };
    const response = await post(service, "/audio/speech", { ...body, ...more });
    return [response.status, (await response.arrayBuffer()).byteLength] as const;
  };
  const [, usual] = await say({});
  expect((await say({}))[1]).toBe(usual);
  expect((await say({ speed: 1.6 }))[1]).toBeLessThan(usual * 0.85);
  expect((await say({ input: "🌊 ***" }))[0]).toBe(400);
});

test("a stand-in keeps to its paths and its method", async () => {
  for (const [name, key] of [
    ["speech", SPEECH_KEY],
    ["embeddings", EMBEDDINGS_KEY],
  ]) {
    const service = { url: `${stage.url}/local/${name}`, key: key!, model: "x" };
    expect((await faultOf(post(service, "/v1/elsewhere", {})))[0]).toBe(404);
    const path = name === "speech" ? "/v1/audio/speech" : "/v1/embeddings";
    const read = fetch(`${service.url}${path}`, { headers: { authorization: `Bearer ${key}` } });
    expect((await faultOf(read))[0]).toBe(405);
    expect((await faultOf(post(service, path, "x".repeat(5 * 1024 * 1024))))[0]).toBe(413);
  }
});

test("who goes away is not spoken for", async () => {
  const gone = new AbortController();
  const asked = fetch(`${stage.url}/local/speech/v1/audio/speech`, {
    method: "POST",
    headers: { authorization: `Bearer ${SPEECH_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ model: "molt-draft", voice: "nova", input: "Wave after wave. ".repeat(200) }),
    signal: gone.signal,
  });
  setTimeout(() => gone.abort(), 50);
  await expect(asked).rejects.toThrow();
  const service = { url: `${stage.url}/local/speech/v1`, key: SPEECH_KEY, model: "molt-draft" };
  const next = await post(service, "/audio/speech", {
    model: "molt-draft",
    voice: "nova",
    input: "Here again.",
  });
  expect(next.status).toBe(200);
});

test("a replica of the stand-in for Tavus speaks here as in its videos", async () => {
  const listed = await fetch(`${stage.url}/local/tavus/v2/replicas?replica_type=system`, {
    headers: { "x-api-key": TAVUS_KEY },
  });
  const { data } = (await listed.json()) as { data: { replica_id: string }[] };
  const service = { url: `${stage.url}/local/speech/v1`, key: SPEECH_KEY, model: "molt-draft" };
  const body = { model: "molt-draft", voice: data[0]!.replica_id, input: "Hello from the shore." };
  expect((await post(service, "/audio/speech", body)).status).toBe(200);
  expect((await post(service, "/audio/speech", { ...body, voice: "r00000000000" })).status).toBe(400);
});
