import { ConvexHttpClient } from "convex/browser";
import { api } from "../convex/_generated/api.js";
import type { Molt } from "../tests/stage/aMolt.ts";
import { anAgent, call } from "../tests/stage/bots.ts";
import { closedLoop, send } from "./load.ts";
import { cpuMsOf, type Descendant } from "./processes.ts";

const BOTS = 100;
const ROUNDS = 7;
const SECONDS = 1.5;

export interface CredentialFigures {
  what: string;
  perSecond: number;
  /** What the runtime computes for one request. */
  cpuMs: number;
  /** CPU time of a request of that of the same request without a credential: the median of all rounds, and how far they are apart. */
  ratio: number;
  least: number;
  most: number;
}

interface Bot {
  slug: string;
  secret: string;
  key: string;
  token: string;
}

/**
 * The same requests with and without a credential, in turns. A channel's history can be read by nobody in particular,
 * so what a credential costs is the only difference; it is read without one twice, and how far these two are apart
 * is what the others may be wrong by. A poll of a stream wants a credential, and is compared with the stream's secret.
 */
export async function measureCredentials(
  molt: Molt,
  runtime: Descendant,
  rounds = ROUNDS,
): Promise<CredentialFigures[]> {
  const bots = await hundredBots(molt.url);
  const history = await channelOf(molt, bots[0]!);
  const poll = ({ slug }: Bot) => `/api/streams/${slug}/poll`;
  const read = () => `/api/v1/channels/${history}/messages`;
  const rows: [string, (bot: Bot) => string, ((bot: Bot) => string) | null, string][] = [
    ["history, no credential", read, null, "history, no credential"],
    ["history, no credential again", read, null, "history, no credential"],
    ["history, API key", read, ({ key }) => key, "history, no credential"],
    ["history, access token", read, ({ token }) => token, "history, no credential"],
    ["poll, stream secret", poll, ({ secret }) => secret, "poll, stream secret"],
    ["poll, API key", poll, ({ key }) => key, "poll, stream secret"],
    ["poll, access token", poll, ({ token }) => token, "poll, stream secret"],
  ];
  const samples = new Map(rows.map(([what]) => [what, [] as { perSecond: number; cpuMs: number }[]]));
  // The first round warms everything up: leases, remembered tokens, compiled code.
  for (let round = 0; round <= rounds; round++) {
    for (const [what, path, credential] of rows) {
      let requests = 0;
      const before = cpuMsOf(runtime);
      const { perSecond } = await closedLoop(BOTS, SECONDS, async (worker) => {
        const bot = bots[worker]!;
        const secret = credential?.(bot);
        const { status, body } = await send("GET", molt.url + path(bot), { secret });
        if (status !== 200) throw new Error(`${what} was answered with ${status}: ${body.slice(0, 200)}`);
        requests++;
      });
      if (round > 0) samples.get(what)!.push({ perSecond, cpuMs: (cpuMsOf(runtime) - before) / requests });
    }
  }
  return rows.map(([what, , , beside]) => {
    const own = samples.get(what)!;
    const ratios = own.map(({ cpuMs }, round) => cpuMs / samples.get(beside)![round]!.cpuMs);
    return {
      what,
      perSecond: median(own.map(({ perSecond }) => perSecond)),
      cpuMs: median(own.map(({ cpuMs }) => cpuMs)),
      ratio: median(ratios),
      least: Math.min(...ratios),
      most: Math.max(...ratios),
    };
  });
}

async function hundredBots(url: string): Promise<Bot[]> {
  const bots: Bot[] = [];
  while (bots.length < BOTS) {
    const ten = Array.from({ length: 10 }, async () => {
      const { stream_id, agent_secret, api_key } = await anAgent(url);
      const json = { grant_type: "api_key", api_key };
      const { body } = await call<{ access_token: string }>(url, "POST", "/api/v1/auth/token", { json });
      return { slug: stream_id, secret: agent_secret, key: api_key, token: body.access_token };
    });
    bots.push(...(await Promise.all(ten)));
  }
  return bots;
}

/** The chat of a stream, with a page of messages in it. */
async function channelOf({ url, settings }: Molt, { slug, secret }: Bot): Promise<string> {
  for (let i = 0; i < 10; i++) {
    await call(url, "POST", `/api/streams/${slug}/reply`, { secret, json: { content: `Message ${i}.` } });
  }
  const stream = await new ConvexHttpClient(`http://127.0.0.1:${settings.ports.convex}`).query(
    api.streams.streams.get,
    { slug },
  );
  return stream!.channelId;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
