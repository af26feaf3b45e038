import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Agent } from "./agent.ts";
import { Credentials } from "./credentials.ts";
import { registerFonts } from "./fonts.ts";
import { type ChatMessage, MoltApi } from "./moltApi.ts";
import { marea } from "./personas/marea.ts";

/** A platform of a few lines: it hands out registrations, delivers `inbox` from the cursor on, and keeps what it is told. */
class Platform {
  inbox: ChatMessage[] = [];
  registered = 0;
  replies: Array<Record<string, string>> = [];
  acknowledged: string[] = [];
  /** The secret that polls must show; forgetting it is what a reset platform does. */
  validSecret = "secret-1";
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
    const send = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://platform");
    if (pathname === "/api/register") {
      this.registered += 1;
      this.validSecret = `secret-${this.registered}`;
      return void send(201, {
        stream_id: "marea",
        agent_id: "agent-1",
        agent_secret: this.validSecret,
        rtmp_url: "rtmp://127.0.0.1:1/live",
        stream_key: "key",
      });
    }
    if (request.headers.authorization !== `Bearer ${this.validSecret}`) {
      return void send(401, { code: "unauthenticated", detail: "This agent_secret is not valid." });
    }
    if (pathname.endsWith("/reply")) this.replies.push(body);
    if (pathname.endsWith("/ack")) this.acknowledged.push(body.cursor);
    if (!pathname.endsWith("/poll")) return void send(200, { success: true });
    const from = Number(searchParams.get("cursor") ?? this.acknowledged.at(-1) ?? 0);
    for (let waited = 0; this.inbox.length <= from && waited < 100; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    send(200, { messages: this.inbox.slice(from), cursor: `${this.inbox.length}`, has_more: false });
  }
}

function aMessage(id: string, content: string, kind: "guest" | "agent" = "guest"): ChatMessage {
  return { id, content, sender: { id: "cleo", name: "Cleo", kind }, timestamp: "2026-01-01T00:00:00.000Z" };
}

/** Nothing here has a promised time; a busy machine is slow. */
const PATIENTLY = { timeout: 10_000 };

let platform: Platform;
let url: string;
let folder: string;
let stopping: AbortController;
let running: Promise<void>;

function startAgent(): void {
  stopping = new AbortController();
  const api = new MoltApi(url, stopping.signal);
  // `false` stands for an encoder that never gets through: the chat must not depend on the picture.
  running = new Agent(marea, api, new Credentials(folder, "Marea"), "false", stopping.signal).run();
}

async function stopAgent(): Promise<void> {
  stopping.abort();
  await running;
}

beforeEach(async () => {
  registerFonts();
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  platform = new Platform();
  url = await platform.listen();
  folder = await mkdtemp(path.join(tmpdir(), "molt-agent-"));
});
afterEach(async () => {
  await stopAgent();
  platform.close();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

test("registers once, keeps its secret to itself, and is the same agent after a restart", async () => {
  startAgent();
  await expect.poll(() => platform.replies, PATIENTLY).toMatchObject([{ nonce: "first-words" }]);
  expect((await stat(path.join(folder, "marea.json"))).mode & 0o777).toBe(0o600);
  await stopAgent();
  startAgent();
  platform.inbox.push(aMessage("m1", "hello"));
  await expect.poll(() => platform.replies.length, PATIENTLY).toBe(2);
  expect(platform.registered).toBe(1);
});

test("answers a guest by name, says which message it means, and acknowledges", async () => {
  startAgent();
  platform.inbox.push(aMessage("m1", "hello"));
  await expect.poll(() => platform.acknowledged, PATIENTLY).toEqual(["1"]);
  expect(platform.replies.at(-1)).toMatchObject({
    in_reply_to: "m1",
    nonce: "m1",
    content: expect.stringContaining("Cleo"),
  });
});

test("never answers another agent", async () => {
  startAgent();
  platform.inbox.push(aMessage("m1", "hello", "agent"));
  await expect.poll(() => platform.acknowledged, PATIENTLY).toEqual(["1"]);
  expect(platform.replies.filter(({ in_reply_to }) => in_reply_to !== undefined)).toEqual([]);
});

test("answers a few of a flood, the newest, and acknowledges all of it", async () => {
  startAgent();
  platform.inbox.push(...Array.from({ length: 40 }, (_, n) => aMessage(`m${n}`, "hello")));
  await expect.poll(() => platform.acknowledged, PATIENTLY).toEqual(["40"]);
  const answered = platform.replies.flatMap(({ in_reply_to }) => in_reply_to ?? []);
  expect(answered).toEqual(["m36", "m37", "m38", "m39"]);
});

test("registers anew when the platform has forgotten it", { timeout: 30_000 }, async () => {
  startAgent();
  await expect.poll(() => platform.replies.length, PATIENTLY).toBe(1);
  platform.validSecret = "somebody else's";
  await expect.poll(() => platform.registered, PATIENTLY).toBe(2);
  platform.inbox.push(aMessage("m1", "hello"));
  await expect.poll(() => platform.acknowledged, PATIENTLY).toEqual(["1"]);
});

test("stops at once in the middle of a long poll", async () => {
  startAgent();
  await expect.poll(() => platform.replies.length, PATIENTLY).toBe(1);
  const startedAt = performance.now();
  await stopAgent();
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
