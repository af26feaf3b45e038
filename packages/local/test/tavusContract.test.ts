import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { aStage, listen, type Stage, strike, TAVUS_KEY, until } from "./stage.ts";

/**
 * What the backend relies on of Tavus' API, held against the stand-in and, with `TAVUS_CONTRACT_API_KEY` of an account,
 * against Tavus itself: there it renders one short video with a stock replica, which costs a few seconds of the account's,
 * and deletes it again.
 */
type Provider = { apiUrl: string; apiKey: string; isReal: boolean };

const realKey = process.env.TAVUS_CONTRACT_API_KEY;

const zTime = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const zProgress = z.string().regex(/^\d{1,3}\/100$/);
const zOrdered = z.object({
  video_id: z.string().min(6),
  video_name: z.string(),
  status: z.literal("queued"),
  hosted_url: z.url(),
});
const zVideo = z.object({
  video_id: z.string(),
  video_name: z.string(),
  status: z.enum(["queued", "generating", "ready", "deleted", "error"]),
  data: z.object({ script: z.string().nullish() }),
  download_url: z.string().nullish(),
  hosted_url: z.url(),
  status_details: z.string().nullish(),
  generation_progress: zProgress.nullish(),
  created_at: zTime,
  updated_at: zTime,
});
const zReplica = z.object({
  replica_id: z.string().regex(/^r[0-9a-f]+$/),
  replica_name: z.string(),
  status: z.enum(["started", "completed", "error"]),
  training_progress: zProgress.nullish(),
  replica_type: z.enum(["user", "system"]).optional(),
  model_name: z.string().nullish(),
});
const zPersona = z.looseObject({
  persona_id: z.string().regex(/^p[0-9a-f]+$/),
  persona_name: z.string(),
  system_prompt: z.string().nullish(),
  context: z.string().nullish(),
  default_replica_id: z.string().nullish(),
});
const zList = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), total_count: z.number().int() });

describe.each(["the stand-in", "Tavus"])("%s", (name) => {
  // Tavus costs money and needs an account: without one there is nothing to hold it against.
  const it = test.skipIf(name === "Tavus" && !realKey);
  const patience = name === "Tavus" ? 600_000 : 60_000;
  let stage: Stage | null = null;
  let provider: Provider;
  const made: string[] = [];

  beforeAll(async () => {
    if (name === "Tavus") {
      provider = { apiUrl: "https://tavusapi.com/v2", apiKey: realKey ?? "", isReal: true };
      return;
    }
    stage = await aStage();
    provider = { apiUrl: `${stage.url}/local/tavus/v2`, apiKey: TAVUS_KEY, isReal: false };
  });
  afterAll(async () => {
    for (const path of made) await call("DELETE", path);
    if (stage) await strike(stage);
  });

  async function call(method: string, path: string, body?: unknown, apiKey = provider.apiKey) {
    const answer = await fetch(`${provider.apiUrl}${path}`, {
      method,
      headers: { "x-api-key": apiKey, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : (JSON.parse(text) as unknown) };
  }

  const stockReplica = async () => {
    const { body } = await call("GET", "/replicas?replica_type=system&verbose=true&limit=100");
    const { data } = zList(zReplica).parse(body);
    return data.find(({ status }) => status === "completed")!;
  };

  it("answers nobody without a key, or with another one", async () => {
    for (const apiKey of ["", "wrong", `${provider.apiKey}x`]) {
      for (const path of ["/videos", "/replicas", "/personas"]) {
        const { status, body } = await call("GET", path, undefined, apiKey);
        expect([apiKey, path, status]).toEqual([apiKey, path, 401]);
        expect(z.object({ message: z.string() }).parse(body).message).toMatch(/token/i);
      }
    }
  });

  it("has voices with faces that anybody may use", async () => {
    const { body } = await call("GET", "/replicas?replica_type=system&verbose=true&limit=5&page=1");
    const { data, total_count } = zList(zReplica).parse(body);
    expect(total_count).toBeGreaterThan(5);
    expect(data).toHaveLength(5);
    const second = zList(zReplica).parse(
      (await call("GET", "/replicas?replica_type=system&verbose=true&limit=5&page=2")).body,
    );
    const ids = [...data, ...second.data].map(({ replica_id }) => replica_id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const replica of data)
      expect(replica).toMatchObject({ replica_type: "system", status: "completed" });
    const one = zReplica.parse((await call("GET", `/replicas/${data[0]!.replica_id}?verbose=true`)).body);
    expect(one).toMatchObject({ replica_name: data[0]!.replica_name, replica_type: "system" });
  });

  it("says what is wrong with an order, and makes nothing of it", async () => {
    const { replica_id } = await stockReplica();
    const before = zList(zVideo).parse((await call("GET", "/videos?limit=1")).body).total_count;
    for (const order of [
      {},
      { replica_id },
      { script: "Hello." },
      { replica_id: "r00000000000", script: "Hello." },
      { replica_id: 7, script: "Hello." },
    ]) {
      const { status, body } = await call("POST", "/videos", order);
      expect([order, status]).toEqual([order, 400]);
      expect(Object.keys(body as object)).toEqual(
        expect.arrayContaining([expect.stringMatching(/error|message/)]),
      );
    }
    expect((await call("POST", "/replicas", { replica_name: "none" })).status).toBe(400);
    for (const path of ["/videos/0000000000", "/replicas/r00000000000", "/personas/p00000000000"])
      expect([400, 404]).toContain((await call("GET", path)).status);
    expect(zList(zVideo).parse((await call("GET", "/videos?limit=1")).body).total_count).toBe(before);
  });

  it("keeps a persona, changes it by a patch, and lets it go", async () => {
    const { replica_id } = await stockReplica();
    const plan = { persona_name: "contract", system_prompt: "You are Ada.", default_replica_id: replica_id };
    const { status, body } = await call("POST", "/personas", { ...plan, pipeline_mode: "full" });
    expect(status).toBe(200);
    const { persona_id } = zPersona.parse(body);
    made.push(`/personas/${persona_id}`);
    const read = async () => {
      const zAnswer = z.object({ data: z.array(zPersona).length(1) });
      return zAnswer.parse((await call("GET", `/personas/${persona_id}`)).body).data[0]!;
    };
    expect(await read()).toMatchObject(plan);
    const patch = [
      { op: "add", path: "/context", value: "She plays chess." },
      { op: "replace", path: "/system_prompt", value: "You are Ada, still." },
    ];
    expect((await call("PATCH", `/personas/${persona_id}`, patch)).status).toBe(200);
    expect(await read()).toMatchObject({ system_prompt: "You are Ada, still.", context: "She plays chess." });
    expect((await call("PATCH", `/personas/${persona_id}`, patch)).status).toBe(304);
    expect((await call("PATCH", `/personas/${persona_id}`, [{ op: "fly" }])).status).toBe(422);
    const listed = zList(zPersona).parse((await call("GET", "/personas?persona_type=user&limit=100")).body);
    expect(listed.data.map((one) => one.persona_id)).toContain(persona_id);
    expect((await call("DELETE", `/personas/${persona_id}`)).status).toBe(200);
    expect([400, 404]).toContain((await call("GET", `/personas/${persona_id}`)).status);
  });

  it(
    "makes a video of a script that plays, and deletes it",
    async () => {
      const { replica_id } = await stockReplica();
      const script = "Hello there, this is a short test.";
      const order = { replica_id, script, video_name: "contract" };
      const ordered = zOrdered.parse((await call("POST", "/videos", order)).body);
      made.push(`/videos/${ordered.video_id}`);
      expect(ordered.video_name).toBe("contract");
      const read = async () => zVideo.parse((await call("GET", `/videos/${ordered.video_id}`)).body);
      const listed = zList(zVideo).parse((await call("GET", "/videos?limit=10")).body);
      expect(listed.data.find(({ video_id }) => video_id === ordered.video_id)?.video_name).toBe("contract");
      const seen: string[] = [];
      const ready = await until(
        "it is ready",
        async () => {
          const video = await read();
          seen.push(video.status);
          if (video.status === "error") throw new Error(`it failed: ${video.status_details}`);
          return video.status === "ready" ? video : null;
        },
        patience,
      );
      expect(seen.filter((status, at) => status !== seen[at - 1]).join(" ")).toMatch(
        /^(queued )?(generating )?ready$/,
      );
      expect(ready).toMatchObject({ data: { script }, generation_progress: "100/100" });
      const file = await fetch(ready.download_url!);
      expect([file.status, file.headers.get("content-type")]).toEqual([200, "video/mp4"]);
      expect(await streamsOf(Buffer.from(await file.arrayBuffer()))).toEqual(["aac", "h264"]);
      expect(
        (await call("PATCH", `/videos/${ordered.video_id}/name`, { video_name: "renamed" })).status,
      ).toBe(200);
      expect((await read()).video_name).toBe("renamed");
      expect((await call("DELETE", `/videos/${ordered.video_id}?hard=true`)).status).toBe(200);
      const after = await call("GET", `/videos/${ordered.video_id}`);
      if (after.status === 200) expect(zVideo.parse(after.body).status).toBe("deleted");
      else expect([400, 404]).toContain(after.status);
    },
    patience + 30_000,
  );

  // Tavus cannot reach this machine.
  test.skipIf(name === "Tavus")("tells who has ordered it that it is ready, in Tavus' words", async () => {
    const { server, calls } = aReceiver();
    const port = await listen(server);
    const stage = await aStage({ env: { MOLT_OUTBOUND_ALLOW: "127.0.0.1" } });
    const url = `${stage.url}/local/tavus/v2`;
    const headers = { "x-api-key": TAVUS_KEY };
    const { data } = (await (await fetch(`${url}/replicas?replica_type=system`, { headers })).json()) as {
      data: { replica_id: string }[];
    };
    const order = {
      replica_id: data[0]!.replica_id,
      script: "Hello.",
      callback_url: `http://127.0.0.1:${port}/told`,
    };
    await fetch(`${url}/videos`, { method: "POST", headers, body: JSON.stringify(order) });
    const call = await until("the call", () => calls[0], 60_000);
    expect(zVideo.parse(call)).toMatchObject({ status: "ready", generation_progress: "100/100" });
    expect(call).toMatchObject({ replica_id: order.replica_id, stream_url: null });
    server.close();
    await strike(stage);
  });
});

function aReceiver(): { server: Server; calls: unknown[] } {
  const calls: unknown[] = [];
  const server = createServer((req, res) => {
    let text = "";
    req.on("data", (bytes) => {
      text += bytes;
    });
    req.on("end", () => {
      calls.push(JSON.parse(text));
      res.end();
    });
  });
  return { server, calls };
}

/** The codecs of what ffprobe finds in a file. */
async function streamsOf(file: Buffer): Promise<string[]> {
  const child = spawn("ffprobe", [
    "-v",
    "error",
    "-show_entries",
    "stream=codec_name",
    "-of",
    "csv=p=0",
    "-",
  ]);
  let output = "";
  child.stdout.on("data", (bytes) => {
    output += bytes;
  });
  child.stdin.on("error", () => {});
  child.stdin.end(file);
  await once(child, "close");
  return output.trim().split("\n").sort();
}
