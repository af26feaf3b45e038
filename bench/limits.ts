import { readAdminKey } from "../scripts/lib/backendEnvironment.ts";
import { aMolt, type Molt } from "../tests/stage/aMolt.ts";
import { anAgent, type Registered } from "../tests/stage/bots.ts";
import { closedLoop, send } from "./load.ts";

const BOTS = 100;
/** What everybody may poll in a minute, all of it at once. */
const POLLS_EACH = 60;
const ROUNDS = 3;
const VISIT_SECONDS = 3;

export interface LimitFigures {
  /** Polls per second where a limit is never visited, because its quota is a million. */
  raised: number;
  /** The same polls under the limits that everybody has. */
  usual: number;
  /** Visits to the buckets in the database per second: what each request would cost without leases. */
  visits: number;
}

/** What limits cost: the same polls with quotas out of the way and with the usual ones, in turns; the median of three. */
export async function measureLimits(): Promise<LimitFigures> {
  const raised = await aMolt();
  const usual = await aMolt({ limits: "register=1000000 ip=1000000" });
  try {
    const crews = [await aHundredBots(raised), await aHundredBots(usual)] as const;
    const rates: [number, number][] = [];
    // The first round does not count: afterwards a process knows its callers, and they are what a process mostly has.
    for (let round = 0; round <= ROUNDS; round++) {
      await startOfMinute();
      rates.push([await pollAll(raised, crews[0]), await pollAll(usual, crews[1])]);
    }
    rates.shift();
    return {
      raised: median(rates.map(([rate]) => rate)),
      usual: median(rates.map(([, rate]) => rate)),
      visits: await measureVisits(raised),
    };
  } finally {
    await raised.stop();
    await usual.stop();
  }
}

async function aHundredBots(molt: Molt): Promise<Registered[]> {
  const bots: Registered[] = [];
  while (bots.length < BOTS) {
    bots.push(...(await Promise.all(Array.from({ length: 10 }, () => anAgent(molt.url)))));
  }
  return bots;
}

/** Bots poll side by side, each one poll after the other; answers polls per second. */
async function pollAll(molt: Molt, bots: Registered[]): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    bots.map(async ({ stream_id, agent_secret: secret }) => {
      for (let i = 0; i < POLLS_EACH; i++) {
        const { status } = await send("GET", `${molt.url}/api/streams/${stream_id}/poll`, { secret });
        if (status !== 200) throw new Error(`Poll ${i} was answered with ${status}.`);
      }
    }),
  );
  return (bots.length * POLLS_EACH) / ((performance.now() - startedAt) / 1000);
}

/** Everybody's window begins anew then. */
async function startOfMinute(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60_050 - (Date.now() % 60_000)));
}

async function measureVisits(molt: Molt): Promise<number> {
  const authorization = `Convex ${await readAdminKey(molt.settings)}`;
  const url = `http://127.0.0.1:${molt.settings.ports.convex}/api/function`;
  const { perSecond } = await closedLoop(BOTS, VISIT_SECONDS, async (worker) => {
    const wants = ["agent", "poll"].map((name) => {
      return { name, key: `bench ${worker}`, quota: 1_000_000, windowMs: 60_000, tokens: 1, isNeeded: true };
    });
    const json = { path: "http/buckets:take", args: { wants }, format: "json" };
    const { status, body } = await send("POST", url, { json, headers: { authorization } });
    if (status !== 200 || !body.includes('"success"'))
      throw new Error(`A visit failed: ${body.slice(0, 200)}`);
  });
  return perSecond;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
