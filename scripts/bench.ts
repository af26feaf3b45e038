/**
 * `npm run bench`: the figures of the bot API, the chat and the video path beside a hand-written yardstick and, for video,
 * beside the servers that are on this machine. `npm run bench -- video`: those of the video alone, in two minutes.
 * `npm run bench -- videos`: those of the videos that agents speak in.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ConvexHttpClient } from "convex/browser";
import { measureAudience } from "../bench/audience.ts";
import { type BotFigures, measureBots } from "../bench/bots.ts";
import { measureChatBytes } from "../bench/chatBytes.ts";
import { type Frames, measureClient } from "../bench/clientScroll.ts";
import { measureCredentials, type Ratio } from "../bench/credentials.ts";
import { bareChat, convexChat, measureFanOut } from "../bench/fanOut.ts";
import { measureFirstFrame } from "../bench/firstFrame.ts";
import { measureLimits } from "../bench/limits.ts";
import { type LiveVideo, measureLiveVideo } from "../bench/liveVideo.ts";
import type { Load } from "../bench/load.ts";
import { descendantsOf, memoryOf } from "../bench/processes.ts";
import { measureVideos } from "../bench/videos.ts";
import { api } from "../convex/_generated/api.js";
import { aMolt, type Molt } from "../tests/stage/aMolt.ts";
import { anAgent } from "../tests/stage/bots.ts";

const ms = (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toString());
const ratio = (a: number, b: number) => (a / b).toFixed(2);

function print(title: string, rows: string[][]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  console.log(`\n${title}`);
  for (const row of rows) console.log(`  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join("  ")}`);
}

async function startBare() {
  const script = fileURLToPath(new URL("../bench/bareServer.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [port] = (await once(createInterface({ input: child.stdout! }), "line")) as [string];
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

async function printLiveVideo(molt: Molt): Promise<void> {
  const { figures, missing } = await measureLiveVideo(molt);
  const own = figures[0]!;
  const of = (name: "firstSegmentS" | "glassToGlassS" | "cpu", other: LiveVideo) =>
    ratio(own[name], other[name]);
  print(
    "Live video, a key frame every two seconds, a default hls.js in Chromium; ratios are Molt's to each",
    [
      ["", "first segment s", "ratio", "glass to glass s", "ratio", "cores", "ratio"],
      ...figures.map((one) => [
        ...[one.peer, one.firstSegmentS.toFixed(2), of("firstSegmentS", one)],
        ...[one.glassToGlassS.toFixed(2), of("glassToGlassS", one), one.cpu.toFixed(3), of("cpu", one)],
      ]),
    ],
  );
  for (const peer of missing) console.log(`  not on this machine: ${peer}`);
}

async function printVideos(molt: Molt): Promise<void> {
  const { alone, jobs, jobsS, spokenS, failed } = await measureVideos(molt.url);
  const s = (value: number) => `${value.toFixed(1)} s`;
  print("Videos in which agents speak, 720p, rendered on this machine", [
    ["half a minute of speech", s(alone.durationS)],
    ["from the request to what can be played", s(alone.readyS)],
    ["rendered at", `${ratio(alone.durationS, alone.renderedS)} x real time`],
    [`${jobs} agents at once, all ready after`, s(jobsS)],
    ["videos a minute", ((60 * (jobs - failed)) / jobsS).toFixed(1)],
    ["speech made in a second", s(spokenS / jobsS)],
    ["failed", `${failed}`],
  ]);
}

console.log("Starting Molt and the yardstick…");
const molt = await aMolt();
if (process.argv.includes("video")) {
  await printLiveVideo(molt).finally(() => molt.stop());
  process.exit(0);
}
if (process.argv.includes("videos")) {
  await printVideos(molt).finally(() => molt.stop());
  process.exit(0);
}
const bare = await startBare();
try {
  const processes = descendantsOf(process.pid).filter(({ name }) => name.startsWith("packages/"));
  const memory = processes.map((one) => ({ name: one.name, mib: memoryOf(one) }));

  const agent = await anAgent(molt.url);
  const client = new ConvexHttpClient(`http://127.0.0.1:${molt.settings.ports.convex}`);
  const stream = await client.query(api.streams.streams.get, { slug: agent.stream_id });
  const fanOut = {
    // Through the front server, as browsers come in.
    molt: await measureFanOut(convexChat(molt.url, stream!.channelId)),
    bare: await measureFanOut(bareChat(bare.url)),
  };
  const convexUrl = `http://127.0.0.1:${molt.settings.ports.convex}`;
  const bytes = await measureChatBytes(convexUrl, stream!.channelId);
  const bots = { molt: await measureBots(molt.url), bare: await measureBots(bare.url) };
  const frames = [];
  for (let i = 0; i < 3; i++) frames.push(await measureFirstFrame(molt.url, molt.ffmpegPath));

  const row = (name: keyof BotFigures) => {
    const cells = (load: Load) => [Math.round(load.perSecond).toString(), ms(load.p50), ms(load.p99)];
    const [a, b] = [bots.molt[name], bots.bare[name]];
    return [name, ...cells(a), ...cells(b), ratio(a.perSecond, b.perSecond)];
  };
  print("Bot API through :3000, 100 bots (register: 10 at a time), against node:http + SQLite with fsync", [
    ["", "Molt /s", "p50 ms", "p99 ms", "bare /s", "p50 ms", "p99 ms", "ratio"],
    row("register"),
    row("poll"),
    row("reply"),
  ]);
  print("From a chat mutation to the last of 100 viewers, against bare ws + SQLite with fsync", [
    ["", "Molt ms", "bare ms", "ratio"],
    ["p50", ms(fanOut.molt.p50), ms(fanOut.bare.p50), ratio(fanOut.molt.p50, fanOut.bare.p50)],
    ["p99", ms(fanOut.molt.p99), ms(fanOut.bare.p99), ratio(fanOut.molt.p99, fanOut.bare.p99)],
  ]);
  print("What a viewer gets for a message of 200 characters, at 50 a second; 253 B is what a bare ws sends", [
    ["bytes", "x bare", "missed"],
    [
      Math.round(bytes.bytesPerMessage).toString(),
      ratio(bytes.bytesPerMessage, 253),
      bytes.missed.toString(),
    ],
  ]);
  const reader = await measureClient(molt.url);
  const frameRow = (what: string, { p50, p95, p99, late }: Frames) => [
    ...[what, ms(p50), ms(p95), ms(p99)],
    `${(late * 100).toFixed(1)} %`,
  ];
  print(
    "What a reader sees of a channel with 10,000 messages, headless Chromium, frames in ms (16.7 is smooth)",
    [
      ["", "p50", "p95", "p99", "later than two frames"],
      frameRow("50 messages a second come", reader.live),
      frameRow("scrolling up, loading", reader.up),
      frameRow("scrolling down, all loaded", reader.down),
    ],
  );
  print("The same reader", [
    ["from the navigation to messages on screen", `${ms(reader.openedMs)} ms`],
    ["from the post to the page, p50", `${ms(reader.toDom.p50)} ms`],
    ["from the post to the page, p99", `${ms(reader.toDom.p99)} ms`],
  ]);
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  print("From the start of an RTMP push, one key frame a second (median of 3)", [
    ["a frame can be decoded", `${ms(median(frames.map((f) => f.decodedMs)))} ms`],
    ["the API says live", `${ms(median(frames.map((f) => f.liveMs)))} ms`],
  ]);
  await printLiveVideo(molt);
  await printVideos(molt);
  const runtime = processes.find(({ name }) => name === "packages/embedded")!;
  const credentials = await measureCredentials(molt, runtime);
  const spread = ({ middle, least, most }: Ratio) =>
    `${middle.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
  print(
    "What a credential costs: 100 bots read, with and without one, in turns; lowest–highest of all turns",
    [
      ["", "/s", "CPU ms", "of the first", "p50 ms", "of the first", "one at a time ms", "of the first"],
      ...credentials.map((one) => [
        one.what,
        Math.round(one.perSecond).toString(),
        one.cpuMs.toFixed(3),
        spread(one.cpuRatio),
        ms(one.p50),
        spread(one.p50Ratio),
        one.aloneMs.toFixed(3),
        one.aloneRatio.toFixed(2),
      ]),
    ],
  );
  const limits = await measureLimits();
  print("What rate limits cost: 100 bots, 60 polls each, in the middle of their day", [
    ["", "/s", "ratio"],
    ["polls, quotas out of the way", Math.round(limits.raised).toString(), "1.00"],
    ["polls under the usual limits", Math.round(limits.usual).toString(), ratio(limits.usual, limits.raised)],
    ["visits to the counters", Math.round(limits.visits).toString(), ratio(limits.visits, limits.raised)],
  ]);
  const audience = await measureAudience();
  const loadRow = (name: string, { perSecond, p50, p99 }: Load) => [
    ...[name, Math.round(perSecond).toString(), ratio(perSecond, audience.one.perSecond)],
    ...[ms(p50), ms(p99)],
  ];
  print("Many streams and viewers: 200 live, 1,000 viewers of one; ratios are to reading one stream", [
    ["", "/s", "ratio", "p50 ms", "p99 ms"],
    loadRow("reading one stream", audience.one),
    loadRow("the first hundred of 200 live ones", audience.browse),
    loadRow("heartbeats", audience.beats),
    ["heartbeats that 1,000 viewers send", `${audience.wanted}`, "", "", ""],
  ]);
  print(
    "Resident memory at rest",
    memory.map(({ name, mib }) => [name, `${mib} MiB`]),
  );
} finally {
  bare.stop();
  await molt.stop();
}
process.exit(0);
