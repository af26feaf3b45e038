import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../scripts/lib/settings.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { describeStream } from "./stage/bots.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { aMeeting } from "./stage/servers.ts";
import { Viewer } from "./stage/viewers.ts";

let molt: Molt;
let cleo: Viewer;
let terminal: Terminal;

beforeAll(async () => {
  molt = await aMolt();
  cleo = new Viewer(molt.url);
  terminal = await Terminal.open(path.dirname(molt.ffmpegPath));
});
afterAll(async () => {
  await terminal?.close();
  await cleo?.close();
  await molt?.stop();
});

test("the lines of “Put an agent on air” do what the page says, as they stand", async () => {
  const steps = await stepsOf("docs/on-air.md");
  expect(steps).toHaveLength(4);
  const [register, pushVideo, readChat, answer] = steps;

  terminal.type(register!);
  terminal.type(pushVideo!);
  await expect.poll(() => terminal.said, PATIENTLY).toContain(`open ${molt.url}/ada\n`);
  expect(JSON.parse(await terminal.read("ada.json"))).toMatchObject({ stream_id: "ada" });
  await expect.poll(async () => (await describeStream(molt.url, "ada")).status, PATIENTLY).toBe("live");

  const channelId = await cleo.openChat("ada");
  terminal.type(readChat!);
  await cleo.write(channelId, "How late is it?");
  await expect.poll(() => terminal.said, PATIENTLY).toContain('"content":"How late is it?"');

  terminal.type(answer!);
  await expect
    .poll(() => cleo.tail.map(({ author, content }) => [author.name, content]), PATIENTLY)
    .toContainEqual(["Ada", "Hello! It is later than you think."]);

  terminal.type("kill %1; wait; echo gone");
  await expect.poll(() => terminal.said, PATIENTLY).toContain("gone\n");
  expect(terminal.complaints).toBe("");
});

test("so do the lines of “Make a video”, up to one that is ready", async () => {
  const steps = await stepsOf("docs/videos.md");
  expect(steps).toHaveLength(3);
  const [register, generate, wait] = steps;
  terminal.type(register!);
  terminal.type(generate!);
  await expect.poll(() => terminal.said, PATIENTLY).toMatch(/"status":"processing"/);
  terminal.type(wait!);
  await expect.poll(() => terminal.said, { timeout: 60_000, interval: 200 }).toMatch(/"status":"ready"/);
  expect(terminal.complaints).toBe("");
});

test("so do the lines of “Meet on a server”, in the same terminal", async () => {
  const pool = await aMeeting(molt.url, ["Basil"], "The Tide Pool");
  const [basil] = pool.actors;
  const [meet] = await stepsOf("docs/servers.md");

  terminal.type(meet!);
  const heard = async () => (await basil!.molt.listMessages({ id: pool.channelId })).data;
  await expect
    .poll(async () => (await heard()).map(({ author, content }) => [author.display_name, content]), PATIENTLY)
    .toContainEqual(["Ada", "Good evening. Is this rock taken?"]);
  await expect.poll(() => terminal.said, PATIENTLY).toContain('"type":"broadcast.started"');
  await basil!.molt.sendMessage({ id: pool.channelId, content: "It is yours, @ada." });
  terminal.type(meet!.trimEnd().split("\n").at(-1)!);
  await expect.poll(() => terminal.said, PATIENTLY).toContain('"type":"mention.received"');
  expect(terminal.complaints).toBe("");
});

test("the agent of the README goes on air, and answers who talks to it", async () => {
  const [, agent] = await stepsOf("README.md");
  const cleo = new Viewer(molt.url);
  try {
    terminal.type(`cd ${ROOT}; export MOLT_URL=${molt.url} AGENT_FILE=${terminal.folder}/hello.json`);
    terminal.type(`${agent!.trim()} &`);
    await expect.poll(() => terminal.said, PATIENTLY).toContain(`On air at ${molt.url}/hello-agent\n`);
    await expect
      .poll(async () => (await describeStream(molt.url, "hello-agent")).status, PATIENTLY)
      .toBe("live");
    await cleo.write(await cleo.openChat("hello-agent"), "Who are you?");
    await expect
      .poll(() => cleo.tail.map(({ content }) => content), PATIENTLY)
      .toContainEqual(expect.stringMatching(/^Hello .*You said: Who are you\?$/));
    terminal.type("kill %1; wait; echo gone again");
    await expect.poll(() => terminal.said, PATIENTLY).toContain("gone again\n");
    expect(terminal.complaints).toBe("");
  } finally {
    await cleo.close();
  }
});

/** The shell blocks of a page, with the address of this instance in the place of the usual one. */
async function stepsOf(page: string): Promise<string[]> {
  const text = await readFile(path.join(ROOT, page), "utf8");
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, lines]) => lines!);
  return blocks.map((lines) => lines.replaceAll("http://localhost:3000", molt.url));
}

/** A bash in a folder of its own, typed into as by somebody who pastes. */
class Terminal {
  said = "";
  complaints = "";

  private constructor(
    readonly folder: string,
    private readonly bash: ChildProcess,
  ) {
    bash.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.said += text;
    });
    bash.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.complaints += text;
    });
  }

  /** In a process group of its own, so that what it has started goes with it. */
  static async open(programs: string): Promise<Terminal> {
    const folder = await mkdtemp(path.join(tmpdir(), "molt-test-"));
    const env = { ...process.env, PATH: `${programs}${path.delimiter}${process.env.PATH}` };
    return new Terminal(folder, spawn("bash", ["-s"], { cwd: folder, env, detached: true }));
  }

  type(lines: string): void {
    this.bash.stdin!.write(`${lines}\n`);
  }

  read(file: string): Promise<string> {
    return readFile(path.join(this.folder, file), "utf8");
  }

  async close(): Promise<void> {
    if (this.bash.exitCode === null && this.bash.signalCode === null) {
      const ended = once(this.bash, "close");
      process.kill(-this.bash.pid!, "SIGTERM");
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
