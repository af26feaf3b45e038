import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FlvTag } from "../src/media/flvTags.ts";
import { EncoderBudget, Ladder } from "../src/media/ladder.ts";
import { Push } from "../src/media/push.ts";
import { Timeline } from "../src/media/timeline.ts";

let folder: string;
/** A packager that swallows what it gets and makes nothing of it. */
let swallower: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "molt-push-"));
  swallower = join(folder, "swallower");
  writeFileSync(swallower, "#!/bin/sh\nexec cat >/dev/null\n");
  chmodSync(swallower, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

function aPush() {
  const timeline = new Timeline();
  const failures: string[] = [];
  let go = () => {};
  const push = new Push({
    ...{ ffmpegPath: swallower, timeline },
    ladder: new Ladder(timeline, swallower, new EncoderBudget(0), () => {}),
    publisher: { resume: () => go(), drop: () => push.end() },
    events: {
      playable: () => {},
      failed: (code, message) => void failures.push(`${code} ${message}`),
      left: () => {},
      ended: () => {},
    },
  });
  /** Sends a tag as an encoder does, which pauses while it is asked to. */
  const send = async (tag: FlvTag) => {
    const resumed = new Promise<void>((resolve) => {
      go = resolve;
    });
    if (!push.tag(tag)) await resumed;
  };
  return { push, failures, send };
}

const aTag = (kind: FlvTag["kind"], timestampMs: number): FlvTag => ({
  ...{ kind, timestampMs, bytes: Buffer.alloc(8 * 1024 * 1024) },
});

test("a push whose time stands still is dropped before it fills the memory", () => {
  const { push, failures } = aPush();
  for (let i = 0; i < 8; i++) push.tag(aTag("keyFrame", 0));
  expect(failures).toEqual([]);
  expect(push.packagerPid).toBeUndefined();
  push.tag(aTag("keyFrame", 0));
  expect(failures).toEqual(["ERR_NO_MEDIA 64 MiB arrived, and nothing of it could be played."]);
});

test("so is one of which the packager makes nothing", async () => {
  const { push, failures, send } = aPush();
  for (let i = 0; i < 8; i++) await send(aTag("keyFrame", i * 600));
  expect(push.packagerPid).toBeDefined();
  expect(failures).toEqual([]);
  await send(aTag("frame", 5000));
  expect(failures).toHaveLength(1);
});

test("and one of more tags than any stream has, which would keep everybody else waiting", () => {
  const now = Date.now;
  const at = now();
  // All of it in one second, whatever the machine takes for it.
  Date.now = () => at;
  try {
    const { push, failures } = aPush();
    const tag: FlvTag = { kind: "audio", timestampMs: 0, bytes: Buffer.alloc(8) };
    for (let i = 0; i < 10_000; i++) push.tag(tag);
    expect(failures).toEqual([]);
    push.tag(tag);
    expect(failures).toEqual(["ERR_NO_MEDIA More tags arrive in a second than any stream has."]);
  } finally {
    Date.now = now;
  }
});
