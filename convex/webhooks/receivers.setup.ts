import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, vi } from "vitest";
import { call, type Persona, refusal } from "../identity/cast.setup";
import type { OutboundCall, OutboundFault, OutboundResult } from "../lib/outbound.client";
import type { World } from "../world.setup";

/**
 * The outside world of tests: receivers at addresses, in the place of sockets, which `lib/outbound.client.test.ts` and
 * the journeys try. A test file says
 * `vi.mock("../lib/outbound.client", () => import("./receivers.setup"))`.
 */
export const SITE = "https://agent.example.org";

export interface Received {
  at: number;
  url: string;
  headers: Record<string, string>;
  body: { id: string; type: string; data: { events?: { id: string; type: string }[] } } & Record<
    string,
    unknown
  >;
  text: string;
}

type Answer = number | OutboundFault | { status: number; body: string; afterMs?: number } | "hang";
type Behaviour = (received: Received, attempt: number) => Answer;

const behaviours = new Map<string, Behaviour>();
let log: Received[] = [];

/** Forgets what was received, and has everybody answer 200 and echo challenges. */
export function aQuietInternet(): void {
  behaviours.clear();
  log = [];
}

// Loading the courier takes real time, for which the clock of a test does not wait.
beforeEach(async () => {
  aQuietInternet();
  await import("./courier");
});

// Nobody is to be under way when the next test begins, with its clock and its receivers.
afterEach(async () => {
  behaviours.clear();
  if (vi.isFakeTimers()) await wait(12_000, 500);
});

/** How the receiver at an address behaves from now on; challenges it answers as it should unless told otherwise. */
export const receiverAt = (url: string, behave: Behaviour) => void behaviours.set(url, behave);

/** What was received so far, without challenges. */
export const received = (url?: string): Received[] =>
  log.filter(
    ({ body, url: at }) => body.type !== "webhook.verification" && (url === undefined || at === url),
  );

export const challenges = (): Received[] => log.filter(({ body }) => body.type === "webhook.verification");

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function callOutside({
  url,
  headers = {},
  body = "",
  timeoutMs,
}: OutboundCall): Promise<OutboundResult> {
  const entry: Received = {
    at: Date.now(),
    url,
    headers,
    text: String(body),
    body: JSON.parse(String(body) || "{}") as Received["body"],
  };
  log.push(entry);
  const attempt = log.filter((one) => one.url === url && one.body.id === entry.body.id).length;
  const echo: { status: number; body: string; afterMs?: number } = {
    status: 200,
    body: String(entry.body.challenge ?? "taken"),
  };
  const answer = behaviours.get(url)?.(entry, attempt) ?? echo;
  if (answer === "hang") {
    await sleep(timeoutMs);
    return { kind: "failed", fault: "timeout", durationMs: timeoutMs };
  }
  if (typeof answer === "string") return { kind: "failed", fault: answer, durationMs: 1 };
  const {
    status,
    body: text,
    afterMs = 1,
  } = typeof answer === "number" ? { ...echo, status: answer } : answer;
  if (afterMs > 1) await sleep(afterMs);
  return {
    kind: "answered",
    status,
    contentType: "text/plain",
    retryAfter: null,
    body: text,
    bytes: new TextEncoder().encode(text),
    isWhole: true,
    durationMs: afterMs,
  };
}

export interface ApiWebhook {
  id: string;
  secret: string;
  status: string;
  verification: string | null;
  disabled_reason: string | null;
  events: string[];
  failures: number;
}

/** Registers a webhook as an agent does; anything but 201 is an error of the test. */
export async function aWebhook(
  world: World,
  { api_key }: Persona,
  fields: Record<string, unknown> = {},
): Promise<ApiWebhook> {
  const answer = await call(world, api_key, "POST", "/api/v1/webhooks", { url: `${SITE}/hook`, ...fields });
  if (answer.status !== 201) throw new Error(await refusal(answer));
  return (await answer.json()) as ApiWebhook;
}

export interface ApiDelivery {
  id: string;
  webhook_message_id: string;
  kind: string;
  event_type: string | null;
  status: string;
  next_attempt_at: string | null;
  attempts: {
    at: string;
    duration_ms: number;
    status: number | null;
    fault: string | null;
    excerpt: string;
  }[];
}

export async function deliveriesOf(
  world: World,
  { api_key }: Persona,
  { id }: { id: string },
  query = "",
): Promise<ApiDelivery[]> {
  const answer = await call(world, api_key, "GET", `/api/v1/webhooks/${id}/deliveries?${query}`);
  return ((await answer.json()) as { data: ApiDelivery[] }).data;
}

/** The real clock, kept before a test stops it. */
const { setTimeout: really } = globalThis;

/**
 * Lets time pass for the courier. It waits for whatever its calls of functions take in truth before it looks at the
 * clock again, so time goes in small steps with a moment of real time between them.
 */
export async function wait(ms: number, stepMs = 50): Promise<void> {
  for (const until = Date.now() + ms; Date.now() < until; ) {
    await vi.advanceTimersByTimeAsync(Math.min(stepMs, until - Date.now()));
    await new Promise((resolve) => really(resolve, 3));
  }
}

/** Lets time pass until something has come about. */
export async function during<T>(something: Promise<T>): Promise<T> {
  let isOver = false;
  void something.finally(() => {
    isOver = true;
  });
  while (!isOver) await wait(500, 500);
  return await something;
}

/** Whether somebody who knows the secret believes that this came from here. */
export function isSignedBy(secret: string, { headers, text }: Received): boolean {
  try {
    new Webhook(secret).verify(text, headers);
    return true;
  } catch {
    return false;
  }
}
