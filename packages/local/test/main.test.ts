import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EnvError, readEnv } from "../src/env.ts";
import { FfmpegError, findFfmpeg } from "../src/media/ffmpeg.ts";
import { aProgram, type Program, portsOf } from "./program.ts";
import {
  ACCOUNT,
  aBackend,
  anEncoder,
  anInput,
  aStage,
  type Backend,
  playlistOf,
  SECRETS,
  stopEncoder,
  strike,
  TOKEN,
  until,
} from "./stage.ts";

let folder: string;
let backend: Backend;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "molt-main-"));
  backend = await aBackend();
});
afterAll(() => {
  backend.server.close();
  backend.server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** Absent on platforms the package has no binary for. */
const packaged = ((): string | null => {
  try {
    return createRequire(import.meta.url)("@ffmpeg-installer/ffmpeg").path;
  } catch {
    return null;
  }
})();

function start(env: Record<string, string> = {}): Program {
  return aProgram({
    CONVEX_SITE_PORT: String(backend.port),
    MOLT_DATA: mkdtempSync(join(folder, "data-")),
    ...env,
  });
}

function childrenOf(pid: number): string[] {
  const table = execFileSync("ps", ["-eo", "pid=,ppid=,comm="], { encoding: "utf8" });
  return table.split("\n").filter((line) => line.trim().split(/\s+/)[1] === String(pid));
}

test.concurrent.each(["SIGTERM", "the supervisor's end", "SIGKILL"])(
  "%s ends it and its packagers",
  { timeout: 30_000 },
  async (how) => {
    const { child, output } = start();
    const { port, rtmpPort } = await portsOf(output);
    const created = await fetch(
      `http://127.0.0.1:${port}/local/cloudflare/client/v4/accounts/${ACCOUNT}/stream/live_inputs`,
      {
        method: "POST",
        headers: { authorization: `Bearer ${TOKEN}` },
      },
    );
    const { result } = (await created.json()) as { result: { uid: string; rtmps: { streamKey: string } } };
    const encoder = anEncoder(`rtmp://127.0.0.1:${rtmpPort}/live/${result.rtmps.streamKey}`);
    await until("connected", () => backend.received.find(({ uid }) => uid === result.uid));
    const packagers = childrenOf(child.pid!).filter((line) => line.includes("ffmpeg"));
    expect(packagers.length).toBeGreaterThan(0);

    const exited = once(child, "exit");
    const askedAtMs = Date.now();
    if (how === "the supervisor's end") child.disconnect();
    else child.kill(how as NodeJS.Signals);
    expect((await exited)[0]).toBe(how === "SIGKILL" ? null : 0);
    expect(Date.now() - askedAtMs).toBeLessThan(5000);
    const pids = packagers.map((line) => Number(line.trim().split(/\s+/)[0]));
    await until("every ffmpeg is gone", () => pids.every(isGone));
    expect(output()).not.toContain(result.rtmps.streamKey);
    await stopEncoder(encoder);
  },
);

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

test.concurrent.each([
  ["a busy port", {}, /^local: Port \d+ is already in use; set RTMP_PORT to another one\.\n$/],
  [
    "a missing secret",
    { CLOUDFLARE_API_TOKEN: "" },
    /^local: Settings cannot be used: CLOUDFLARE_API_TOKEN is not set\.\n$/,
  ],
  [
    "an unusable ffmpeg",
    { FFMPEG_PATH: "/nowhere/ffmpeg" },
    /^local: No usable ffmpeg: .* was not found\. To go on, .*\.\n$/,
  ],
])("%s is one line and exit code 1", { timeout: 15_000 }, async (what, env, line) => {
  const taken = await aBackend();
  const { child, output } = start(what === "a busy port" ? { RTMP_PORT: String(taken.port) } : env);
  expect((await once(child, "exit"))[0]).toBe(1);
  expect(output()).toMatch(line);
  taken.server.close();
});

test("settings that make no sense are all named at once", () => {
  expect(readEnv(SECRETS)).toMatchObject({
    MOLT_PORT: 3000,
    MOLT_HOST: "127.0.0.1",
    MOLT_PUBLIC_URL: "http://localhost:3000",
    MOLT_CLIENT_DIR: join(".molt", "build", "client"),
  });
  expect(() =>
    readEnv({ ...SECRETS, MOLT_PORT: "http", RTMP_PORT: "70000", MOLT_PUBLIC_URL: "javascript:1" }),
  ).toThrow(EnvError);
  expect(() => readEnv({ ...SECRETS, MOLT_PORT: "http", RTMP_PORT: "70000" })).toThrow(
    /MOLT_PORT.*RTMP_PORT/,
  );
});

test("ffmpeg is found where it was named, or else on the system", { timeout: 20_000 }, async () => {
  const system = await findFfmpeg({ PATH: process.env.PATH });
  expect(system).toMatchObject({ source: "system", version: expect.any(String) });
  const named = await findFfmpeg({ PATH: "", FFMPEG_PATH: "/usr/bin/ffmpeg" });
  expect(named).toMatchObject({ path: "/usr/bin/ffmpeg", source: "FFMPEG_PATH" });
});

test.skipIf(packaged === null)(
  "the packaged ffmpeg stands in for the system's, and packages",
  { timeout: 30_000 },
  async () => {
    const found = await findFfmpeg({ PATH: "" });
    expect(found).toMatchObject({ path: packaged, source: "package" });
    const stage = await aStage({ local: { ffmpegPath: found.path } });
    const ada = await anInput(stage);
    const encoder = anEncoder(`${stage.rtmp}/${ada.rtmps.streamKey}`);
    await until("a playlist", () => playlistOf(stage, ada.uid), 15_000);
    const thumbnail = `${stage.url}/media/${ada.uid}/thumbnails/thumbnail.jpg`;
    await until("a thumbnail", async () => (await fetch(thumbnail)).ok);
    await stopEncoder(encoder);
    await strike(stage);
  },
);

test("an ffmpeg that lacks something, is none, or may not run is said to", { timeout: 20_000 }, async () => {
  const script = join(folder, "ffmpeg");
  writeFileSync(script, '#!/bin/sh\n[ "$2" = -version ] && echo "ffmpeg version 9 Copyright"\nexit 0\n');
  chmodSync(script, 0o644);
  await expect(findFfmpeg({ ...process.env, FFMPEG_PATH: script })).rejects.toThrow(/may not be executed/);
  chmodSync(script, 0o755);
  await expect(findFfmpeg({ ...process.env, FFMPEG_PATH: script })).rejects.toThrow(
    /lacks the demuxer flv, .*libx264/,
  );
  await expect(findFfmpeg({ ...process.env, FFMPEG_PATH: "/bin/false" })).rejects.toThrow(FfmpegError);
  await expect(findFfmpeg({ ...process.env, FFMPEG_PATH: script })).rejects.toThrow(
    /point FFMPEG_PATH to a working ffmpeg or unset it/,
  );
});
