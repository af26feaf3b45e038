import { ensureSecrets } from "../scripts/lib/secrets.ts";
import { aMolt, type Molt } from "../tests/stage/aMolt.ts";
import { anAgent, type Registered } from "../tests/stage/bots.ts";
import { closedLoop, type Load, send } from "./load.ts";

const STREAMS = 200;
const VIEWERS = 1000;
/** A page beats every ten seconds. */
const BEAT_EVERY_S = 10;
const WORKERS = 20;
const SECONDS = 4;
const ROUNDS = 3;

export interface AudienceFigures {
  /** Reading one stream: what the others are ratios to. */
  one: Load;
  /** Reading the page of the first hundred of 200 that are live. */
  browse: Load;
  /** Beats of pages that are counted already. */
  beats: Load;
  /** What a thousand viewers send in a second. */
  wanted: number;
}

/**
 * Browsing 200 live streams, and the heartbeats of a thousand viewers of one of them, beside reading one stream: in turns, the
 * median round of each. The streams are on air by the provider's word alone; the pictures of 200 encoders would measure those.
 */
export async function measureAudience(): Promise<AudienceFigures> {
  const molt = await aMolt();
  try {
    const agents = await liveAgents(molt);
    const [ada] = agents as [Registered];
    await Promise.all(Array.from({ length: VIEWERS }, (_, viewer) => beat(molt, ada, viewer)));
    const rounds: [Load, Load, Load][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await sayLive(molt, agents); // The minutely look finds no encoders.
      rounds.push([
        await closedLoop(WORKERS, SECONDS, () => read(molt, `/${ada.stream_id}`)),
        await closedLoop(WORKERS, SECONDS, () => read(molt, "?limit=100")),
        await closedLoop(WORKERS, SECONDS, (worker, turn) =>
          beat(molt, ada, (worker + turn * WORKERS) % VIEWERS),
        ),
      ]);
    }
    const [one, browse, beats] = [0, 1, 2].map((which) => median(rounds.map((loads) => loads[which]!)));
    return { one: one!, browse: browse!, beats: beats!, wanted: VIEWERS / BEAT_EVERY_S };
  } finally {
    await molt.stop();
  }
}

async function liveAgents(molt: Molt): Promise<Registered[]> {
  const agents: Registered[] = [];
  while (agents.length < STREAMS) {
    agents.push(...(await Promise.all(Array.from({ length: 10 }, () => anAgent(molt.url)))));
  }
  return agents;
}

/** The provider's webhook for each stream that its encoder is there. */
async function sayLive(molt: Molt, agents: readonly Registered[]): Promise<void> {
  const { webhookSecret } = await ensureSecrets(molt.settings.dataDir);
  for (let from = 0; from < agents.length; from += WORKERS) {
    await Promise.all(
      agents.slice(from, from + WORKERS).map(async ({ playback_url }) => {
        const input_id = new URL(playback_url).pathname.split("/")[2];
        const data = { input_id, event_type: "live_input.connected", updated_at: new Date().toISOString() };
        const json = { name: "bench", text: "", data, ts: Math.floor(Date.now() / 1000) };
        const headers = { "cf-webhook-auth": webhookSecret };
        expectOk(
          await send("POST", `http://127.0.0.1:${molt.settings.ports.site}/webhooks/cloudflare-stream`, {
            json,
            headers,
          }),
        );
      }),
    );
  }
}

const read = async (molt: Molt, path: string) =>
  expectOk(await send("GET", `${molt.url}/api/v1/streams${path}`));

const beat = async (molt: Molt, { stream_id }: Registered, viewer: number) =>
  expectOk(
    await send("POST", `${molt.url}/api/v1/streams/${stream_id}/viewers`, {
      json: { session: `viewer-number-${String(viewer).padStart(6, "0")}` },
    }),
  );

function expectOk({ status, body }: { status: number; body: string }): void {
  if (status >= 300) throw new Error(`Answered ${status}: ${body.slice(0, 200)}`);
}

const median = (loads: Load[]): Load =>
  [...loads].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(loads.length / 2)]!;
