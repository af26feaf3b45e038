import { ConvexHttpClient } from "convex/browser";
import { api } from "../convex/_generated/api.js";
import type { Molt } from "../tests/stage/aMolt.ts";
import { anAgent, call } from "../tests/stage/bots.ts";
import { closedLoop, send } from "./load.ts";
import { cpuMsOf, type Descendant } from "./processes.ts";

const BOTS = 100;
const ROUNDS = 7;
/** Long enough that what a process remembers for seconds is asked for again as often as it is for busy bots. */
const SECONDS = 3;
/** Requests of each kind one at a time, and how many of the first ones do not count. */
const ALONE = { requests: 6000, warmUp: 1500 };

/** A figure as a multiple of that of the same request without a credential: the median of all rounds, and how far they are apart. */
export interface Ratio {
  middle: number;
  least: number;
  most: number;
}

export interface CredentialFigures {
  what: string;
  perSecond: number;
  /** What the runtime computes for one request. */
  cpuMs: number;
  /** From the request to its answer, of the middle one of all; a hundred are under way at a time. */
  p50: number;
  cpuRatio: Ratio;
  p50Ratio: Ratio;
  /** The middle time of a request when no other is under way, in milliseconds. */
  aloneMs: number;
  aloneRatio: number;
}

interface Bot {
  slug: string;
  /** The chat of its stream, which anybody may read. */
  channelId: string;
  secret: string;
  key: string;
  token: string;
}

/**
 * The same requests with and without a credential, in turns. The history of a chat can be read by nobody in particular,
 * so what a credential costs is the only difference; it is read without one twice, and how far these two are apart
 * is what the others may be wrong by. A poll of a stream wants a credential, and is compared with the stream's secret.
 * Then the same once more, one request at a time and of each kind in turn, at the runtime's own port: what else the machine
 * does meets all of them alike, so these ratios hold on a busy one, too.
 */
export async function measureCredentials(
  molt: Molt,
  runtime: Descendant,
  rounds = ROUNDS,
): Promise<CredentialFigures[]> {
  const bots = await hundredBots(molt);
  const poll = ({ slug }: Bot) => `/api/streams/${slug}/poll`;
  const read = ({ channelId }: Bot) => `/api/v1/channels/${channelId}/messages`;
  const rows: Row[] = [
    ["history, no credential", read, null, "history, no credential"],
    ["history, no credential again", read, null, "history, no credential"],
    ["history, API key", read, ({ key }) => key, "history, no credential"],
    ["history, access token", read, ({ token }) => token, "history, no credential"],
    ["poll, stream secret", poll, ({ secret }) => secret, "poll, stream secret"],
    ["poll, API key", poll, ({ key }) => key, "poll, stream secret"],
    ["poll, access token", poll, ({ token }) => token, "poll, stream secret"],
  ];
  const samples = new Map(rows.map(([what]) => [what, [] as Sample[]]));
  // The first round warms everything up: leases, remembered tokens, compiled code.
  for (let round = 0; round <= rounds; round++) {
    // Every other round goes backwards, so that what changes with time changes all of them alike.
    for (const [what, path, credential] of round % 2 === 0 ? rows : rows.toReversed()) {
      let requests = 0;
      const before = cpuMsOf(runtime);
      const { perSecond, p50 } = await closedLoop(BOTS, SECONDS, async (worker) => {
        const bot = bots[worker]!;
        const secret = credential?.(bot);
        const { status, body } = await send("GET", molt.url + path(bot), { secret });
        if (status !== 200) throw new Error(`${what} was answered with ${status}: ${body.slice(0, 200)}`);
        requests++;
      });
      const cpuMs = (cpuMsOf(runtime) - before) / requests;
      if (round > 0) samples.get(what)!.push({ perSecond, cpuMs, p50 });
    }
  }
  const alone = await measureAlone(`http://127.0.0.1:${molt.settings.ports.site}`, bots, rows);
  return rows.map(([what, , , beside]) => {
    const own = samples.get(what)!;
    const ratioOf = (figure: (sample: Sample) => number): Ratio => {
      const ratios = own.map((sample, round) => figure(sample) / figure(samples.get(beside)![round]!));
      return { middle: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
    };
    return {
      what,
      perSecond: median(own.map(({ perSecond }) => perSecond)),
      cpuMs: median(own.map(({ cpuMs }) => cpuMs)),
      p50: median(own.map(({ p50 }) => p50)),
      cpuRatio: ratioOf(({ cpuMs }) => cpuMs),
      p50Ratio: ratioOf(({ p50 }) => p50),
      aloneMs: alone.get(what)!,
      aloneRatio: alone.get(what)! / alone.get(beside)!,
    };
  });
}

/** What is asked for, where, with which credential, and which row it is compared with. */
type Row = [
  what: string,
  path: (bot: Bot) => string,
  credential: ((bot: Bot) => string) | null,
  beside: string,
];

async function measureAlone(url: string, bots: Bot[], rows: Row[]): Promise<Map<string, number>> {
  const times = new Map(rows.map(([what]) => [what, [] as number[]]));
  for (let i = 0; i < ALONE.requests; i++) {
    const bot = bots[i % 20]!;
    for (const [what, path, credential] of rows) {
      const startedAt = performance.now();
      const { status } = await send("GET", url + path(bot), { secret: credential?.(bot) });
      if (status !== 200) throw new Error(`${what} was answered with ${status}.`);
      if (i >= ALONE.warmUp) times.get(what)!.push(performance.now() - startedAt);
    }
  }
  return new Map(rows.map(([what]) => [what, median(times.get(what)!)]));
}

interface Sample {
  perSecond: number;
  cpuMs: number;
  p50: number;
}

async function hundredBots(molt: Molt): Promise<Bot[]> {
  const bots: Bot[] = [];
  while (bots.length < BOTS) bots.push(...(await Promise.all(Array.from({ length: 10 }, () => aBot(molt)))));
  return bots;
}

/** A bot with every credential that it can have, and a page of messages in its chat. */
async function aBot({ url, settings }: Molt): Promise<Bot> {
  const { stream_id: slug, agent_secret: secret, api_key: key } = await anAgent(url);
  const json = { grant_type: "api_key", api_key: key };
  const { body } = await call<{ access_token: string }>(url, "POST", "/api/v1/auth/token", { json });
  for (let i = 0; i < 10; i++) {
    await call(url, "POST", `/api/streams/${slug}/reply`, { secret, json: { content: `Message ${i}.` } });
  }
  const convex = new ConvexHttpClient(`http://127.0.0.1:${settings.ports.convex}`);
  const stream = await convex.query(api.streams.streams.get, { slug });
  return { slug, channelId: stream!.channelId, secret, key, token: body.access_token };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
