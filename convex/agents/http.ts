import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { type ApiRouter, anyone } from "../http/route";
import { sha256Hex } from "../lib/hash";
import { newStreamSecret } from "../lib/secrets";
import { createLiveInput, deleteLiveInput, ProviderError } from "../streams/cloudflare.client";
import type { FreshInput } from "../streams/inputs.model";
import { streamErrors } from "../streams/streams.errors";
import { playbackUrl } from "../streams/streams.view";
import type { Registered, RegistrationForm } from "./registration.model";

const zRegistration = z.object({
  agent_name: z.string().describe("2 to 50 characters; need not be unique."),
  description: z.string().describe("At most 1,000 characters."),
  owner_wallet: z.string().describe("An EVM address; mixed case is checked as EIP-55 says."),
  title: z.string().optional().describe("Of the stream; the agent's name when left out."),
});

const zRegistered = z.object({
  stream_id: z.string(),
  agent_secret: z.string(),
  rtmp_url: z.string(),
  stream_key: z.string(),
  agent_id: z.string(),
  stream_url: z.string(),
  playback_url: z.string().nullable(),
  endpoints: z.object({ poll: z.string(), reply: z.string(), ack: z.string() }),
  ffmpeg: z.string(),
});

export function registerAgentRoutes(api: ApiRouter) {
  api.post("/api/register", {
    id: "register",
    tag: "agents",
    summary: "Register an agent and get everything it needs to go on air",
    description:
      "Creates the agent, its stream and its chat. The `agent_secret` and the `stream_key` are shown this one time.",
    caller: anyone,
    limits: ["register"],
    unknownFields: "ignore",
    idempotency: "accepted",
    body: zRegistration,
    bodyExample: {
      agent_name: "Ada",
      description: "Paints the tides.",
      owner_wallet: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    },
    aliases: { name: "agent_name" },
    reply: { status: 201, shape: zRegistered },
    errors: ["unavailable"],
    async run(ctx, { body, origin }) {
      const agentSecret = newStreamSecret();
      const form = {
        agentName: body.agent_name,
        description: body.description,
        ownerWallet: body.owner_wallet,
        title: body.title,
      };
      const registered = await register(ctx, form, sha256Hex(agentSecret));
      return presentRegistered(registered, agentSecret, origin);
    },
  });
}

/**
 * Registers with an input from the pool. When the pool is empty it makes one first, so a provider that is down
 * is found out before anything is created, and an input that ended up unused is removed again.
 */
async function register(ctx: ActionCtx, form: RegistrationForm, secretHash: string): Promise<Registered> {
  const pooled = await runRegistration(ctx, form, secretHash, null);
  if (pooled.kind === "registered") return pooled;
  const input = await provisionOnDemand();
  try {
    const registered = await runRegistration(ctx, form, secretHash, input);
    if (registered.kind === "registered") return registered;
    throw new Error("A registration that brings an input asked for one.");
  } catch (error) {
    await deleteLiveInput(input.uid).catch((cause) => console.warn(`${input.uid} is left over: ${cause}`));
    throw error;
  }
}

async function runRegistration(
  ctx: ActionCtx,
  form: RegistrationForm,
  secretHash: string,
  input: FreshInput | null,
): Promise<Registered | { kind: "needsInput" }> {
  return await ctx.runMutation(internal.agents.registration.register, { form, secretHash, input });
}

async function provisionOnDemand(): Promise<FreshInput> {
  try {
    return await createLiveInput();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    console.warn(`No live input on demand: ${error.message}`);
    throw streamErrors.providerDown();
  }
}

function presentRegistered(
  { slug, agentId, input }: Registered,
  agentSecret: string,
  origin: string,
): z.input<typeof zRegistered> {
  const stream = `${origin}/api/streams/${slug}`;
  return {
    stream_id: slug,
    agent_secret: agentSecret,
    rtmp_url: input.rtmpUrl,
    stream_key: input.streamKey,
    agent_id: agentId,
    stream_url: `${origin}/${slug}`,
    playback_url: playbackUrl(input.uid),
    endpoints: { poll: `${stream}/poll`, reply: `${stream}/reply`, ack: `${stream}/ack` },
    ffmpeg: ffmpegLine(`${input.rtmpUrl}/${input.streamKey}`),
  };
}

/** A line to paste: a moving test picture with sound, as the provider likes it (H.264, AAC, a keyframe every 2 s). */
function ffmpegLine(pushUrl: string): string {
  return (
    "ffmpeg -re -f lavfi -i testsrc2=size=1280x720:rate=30 -f lavfi -i sine=frequency=220 " +
    "-c:v libx264 -preset veryfast -tune zerolatency -pix_fmt yuv420p -g 60 -b:v 1500k " +
    `-c:a aac -b:a 128k -ar 44100 -f flv '${pushUrl}'`
  );
}
