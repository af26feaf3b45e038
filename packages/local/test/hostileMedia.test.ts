import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ACCOUNT,
  type ApiInput,
  type ApiVideo,
  anEncoder,
  aRecordedInput,
  aStage,
  callStream,
  type Encoder,
  rawRequest,
  type Stage,
  stopEncoder,
  strike,
  TOKEN,
  until,
  untilVideo,
} from "./stage.ts";

const MAX_WAITING = 50;

let stage: Stage;
let ada: ApiInput;
let video: ApiVideo;
let encoder: Encoder;

beforeAll(async () => {
  stage = await aStage({
    env: { MOLT_CONNECTIONS_PER_ADDRESS: "40000" },
    local: { maxWaitingPlayers: MAX_WAITING },
  });
  ada = await aRecordedInput(stage);
  encoder = anEncoder(`${stage.rtmp}/${ada.rtmps.streamKey}`, { seconds: 200 });
  video = await untilVideo(stage, ada.uid, "live-inprogress");
}, 60_000);
afterAll(async () => {
  await stopEncoder(encoder);
  await strike(stage);
});

/** Ways to write "up one folder", and ends that a careless server would cut off. */
function climbs(): string[] {
  const dots = [
    "..",
    "%2e%2e",
    ".%2e",
    "%252e%252e",
    "%c0%ae%c0%ae",
    "%uff0e%uff0e",
    "....",
    "..;",
    "%2e%2e%00",
  ];
  const slashes = ["/", "%2f", "%5c", "%252f", "%c0%af", "//", "/./", "%ef%bc%8f"];
  const targets = ["live-inputs.json", "signing-key.json", "webhook.json", "etc/passwd", "package.json"];
  const ends = ["", "%00.m4s", "?.m4s", "#", "/", "%20"];
  const found: string[] = [];
  for (const dot of dots)
    for (const slash of slashes)
      for (const depth of [1, 3, 6])
        for (const target of targets)
          for (const end of ends) found.push(`${`${dot}${slash}`.repeat(depth)}${target}${end}`);
  return found;
}

/** Many requests over one raw connection, so that no client tidies a path up; answers the statuses in order. */
async function statuses(paths: string[], headers = ""): Promise<{ status: number; text: string }[]> {
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n${headers}\r\n`);
  const last = "GET /media/end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const text = await rawRequest(stage.local.port, requests.join("") + last);
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .slice(0, -1)
    .map((answer) => ({ status: Number(answer.slice(9, 12)), text: answer }));
}

test("no path climbs out, wherever it is put", async () => {
  const places = [
    (climb: string) => `/media/${climb}`,
    (climb: string) => `/media/${ada.uid}/segments/${climb}`,
    (climb: string) => `/media/${video.uid}/segments/${climb}`,
    (climb: string) => `/media/${video.uid}/low/segments/${climb}`,
    (climb: string) => `/media/${video.uid}/thumbnails/${climb}`,
    (climb: string) => `/media/${video.uid}/manifest/${climb}`,
    (climb: string) => `/media/${climb}/manifest/video.m3u8`,
    (climb: string) => `/media/${video.uid}/${climb}`,
  ];
  const all = climbs();
  let refused = 0;
  for (const place of places) {
    const paths = all.map(place);
    for (let from = 0; from < paths.length; from += 400) {
      const batch = paths.slice(from, from + 400);
      const answers = await statuses(batch);
      expect(answers).toHaveLength(batch.length);
      for (const { status, text } of answers) {
        expect([400, 401, 404]).toContain(status);
        expect(text).toContain("application/problem+json");
        expect(text).not.toMatch(/root:|streamKey|BEGIN PRIVATE|"dependencies"|molt-local-|ENOENT/);
      }
      refused += answers.length;
    }
  }
  expect(refused).toBe(all.length * places.length);
  expect(refused).toBeGreaterThan(30_000);
}, 180_000);

test("nothing in the API's paths climbs out or breaks it", async () => {
  const authorization = `Authorization: Bearer ${TOKEN}\r\n`;
  const base = `/local/cloudflare/client/v4/accounts/${ACCOUNT}/stream`;
  const some = climbs().filter((_, at) => at % 23 === 0);
  const answers = await statuses(
    some.flatMap((climb) => [`${base}/${climb}`, `${base}/live_inputs/${climb}`, `${base}/${climb}/token`]),
    authorization,
  );
  expect(answers).toHaveLength(some.length * 3);
  for (const { status, text } of answers) {
    expect([400, 404, 405]).toContain(status);
    expect(text).not.toMatch(/root:|streamKey|BEGIN PRIVATE/);
  }
});

describe("numbers that make no sense", () => {
  const huge = "9".repeat(40);
  test.each([
    "segments/seg--1.m4s",
    `segments/seg-${huge}.m4s`,
    "segments/seg-1e9.m4s",
    "segments/seg-0x1.m4s",
    "segments/seg-999999999.m4s",
    "segments/init-0.mp4",
    "segments/init-999999999.mp4",
    "segments/part-0-9999.m4s",
    "low/segments/seg-0.m4s",
    "manifest/clip.m3u8?time=999999h&duration=1s",
    "manifest/clip.m3u8?time=NaN&duration=1s",
    "manifest/clip.m3u8?time=1&duration=Infinity",
    "manifest/clip.m3u8?time=1&duration=-1",
    "manifest/clip.m3u8?time=1&time=2&duration=1e9",
    `manifest/video.m3u8?duration=${huge}s`,
    `manifest/video.m3u8?_HLS_msn=${huge}`,
    "manifest/video.m3u8?_HLS_msn=0&_HLS_part=-1",
    `thumbnails/thumbnail.jpg?time=${huge}s`,
    "thumbnails/thumbnail.jpg?time=5s&height=0x10",
  ])("%s is refused", async (path) => {
    for (const uid of [ada.uid, video.uid]) {
      const answer = await fetch(`${stage.url}/media/${uid}/${path}`);
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      await answer.text();
    }
  });

  test("ranges are bounded by what is there", async () => {
    await until(
      "a stored segment",
      async () => (await fetch(`${stage.url}/media/${video.uid}/segments/seg-1.m4s`)).ok,
    );
    const get = async (range: string, at: string) => {
      const answer = await fetch(`${stage.url}/media/${video.uid}/segments/${at}`, { headers: { range } });
      return [answer.status, (await answer.arrayBuffer()).byteLength];
    };
    // The first one from memory or from the disk, as it happens to be.
    for (const at of ["seg-0.m4s", "init-1.mp4"]) {
      const whole = (await (await fetch(`${stage.url}/media/${video.uid}/segments/${at}`)).arrayBuffer())
        .byteLength;
      expect(await get("bytes=0-0", at)).toEqual([206, 1]);
      expect(await get("bytes=-5", at)).toEqual([206, 5]);
      expect(await get(`bytes=-${whole * 9}`, at)).toEqual([206, whole]);
      expect(await get("bytes=4-999999999999", at)).toEqual([206, whole - 4]);
      expect(await get(`bytes=${whole}-`, at)).toEqual([416, 0]);
      expect(await get("bytes=999999999999-", at)).toEqual([416, 0]);
      for (const nonsense of ["bytes=5-2", "bytes=0-1,3-4", "lines=0-1", "bytes=--1"])
        expect([nonsense, ...(await get(nonsense, at))]).toEqual([nonsense, 200, whole]);
    }
  });
});

describe("players that wait for what is two segments away", () => {
  const WAITING = 3000;

  async function crowd(count: number): Promise<Map<string, number>> {
    const live = await (await fetch(`${stage.url}/media/${ada.uid}/manifest/video.m3u8`)).text();
    const newest = Number([...live.matchAll(/seg-(\d+)\.m4s/g)].at(-1)![1]);
    const path = `/media/${ada.uid}/manifest/video.m3u8?_HLS_msn=${newest + 2}`;
    const outcomes = new Map<string, number>();
    const one = async () => {
      const answer = await rawRequest(
        stage.local.port,
        `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      );
      const status = answer.slice(9, 12);
      outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
    };
    await Promise.all(Array.from({ length: count }, one));
    return outcomes;
  }

  test("are told to come back when too many wait already, and the others get it", async () => {
    const outcomes = await crowd(400);
    expect([...outcomes.keys()].sort()).toEqual(["200", "503"]);
    expect(outcomes.get("200")).toBeGreaterThanOrEqual(MAX_WAITING);
  });

  test("hold up nobody else, and cost little", async () => {
    const rssBefore = process.memoryUsage().rss;
    const all = crowd(WAITING);
    const startedAtMs = performance.now();
    expect((await fetch(`${stage.url}/media/${ada.uid}/lifecycle`)).status).toBe(200);
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
    const outcomes = await all;
    expect((outcomes.get("200") ?? 0) + (outcomes.get("503") ?? 0)).toBe(WAITING);
    expect((process.memoryUsage().rss - rssBefore) / 2 ** 20).toBeLessThan(300);
  }, 60_000);
});

test("a picture of every second at every height makes a few ffmpegs, and the rest is told to come back", async () => {
  const outcomes: number[] = await Promise.all(
    Array.from({ length: 300 }, async (_, at) => {
      const query = `time=${at % 3}s&height=${[90, 180, 270, 360, 480, 720][at % 6]}&n=${at}`;
      const answer = await fetch(`${stage.url}/media/${video.uid}/thumbnails/thumbnail.jpg?${query}`);
      await answer.arrayBuffer();
      return answer.status;
    }),
  );
  expect(outcomes.filter((status) => status !== 200 && status !== 503 && status !== 404)).toEqual([]);
  expect(outcomes).toContain(200);
}, 60_000);

test("more clips than may wait are refused, and those that wait are made", async () => {
  await until(
    "five seconds",
    async () => (await fetch(`${stage.url}/media/${video.uid}/manifest/clip.m3u8?time=4s&duration=1s`)).ok,
  );
  const wish = { clippedFromVideoUID: video.uid, startTimeSeconds: 0, endTimeSeconds: 1 };
  const answers = await Promise.all(
    Array.from({ length: 70 }, () => callStream(stage, "POST", "/clip", wish)),
  );
  const statusesOf = answers.map(({ status }) => status);
  expect(new Set(statusesOf)).toEqual(new Set([200, 429]));
  const taken = answers.filter(({ status }) => status === 200).map(({ body }) => body.result.uid);
  expect(taken.length).toBeLessThanOrEqual(52);
  const stateOf = async (uid: string) => (await callStream(stage, "GET", `/${uid}`)).body.result.status.state;
  const states = async () => new Set(await Promise.all(taken.map(stateOf)));
  await until("all are made", async () => [...(await states())].join() === "ready", 60_000);
}, 90_000);

test("a clock that jumps ends no recording and starts none", async () => {
  const now = Date.now;
  const before = (await callStream<ApiVideo[]>(stage, "GET", `/live_inputs/${ada.uid}/videos`)).body.result;
  const segments = async () => {
    const list = await (await fetch(`${stage.url}/media/${ada.uid}/manifest/video.m3u8`)).text();
    return Number([...list.matchAll(/seg-(\d+)/g)].at(-1)?.[1]);
  };
  try {
    for (const jumpMs of [-86_400_000, 86_400_000]) {
      Date.now = () => now() + jumpMs;
      const from = await segments();
      await until("it goes on", async () => (await segments()) > from + 2, 20_000);
    }
  } finally {
    Date.now = now;
  }
  const after = (await callStream<ApiVideo[]>(stage, "GET", `/live_inputs/${ada.uid}/videos`)).body.result;
  expect(after.map(({ uid, status }) => [uid, status.state])).toEqual(
    before.map(({ uid, status }) => [uid, status.state]),
  );
}, 60_000);
