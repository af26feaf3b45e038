import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { rfc3339 } from "../http/fields";
import { SOUL_BODY_BYTES } from "../http/input";
import { type ApiRouter, anyone } from "../http/route";
import type { Challenge } from "../identity/challenges.model";
import { zPublicKey } from "../identity/identity.fields";
import { mint, newNonce } from "../identity/newSecrets.model";
import { type PublicKey, readPublicKey } from "../identity/publicKeys.model";
import { invalid } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import { newSecret } from "../lib/secrets";
import { lintSoul } from "../personas/soulLint.model";
import { presentWarnings, zWarnings } from "../personas/souls.resource";
import { withInput } from "../streams/onDemand.client";
import { zCategory } from "../streams/streams.resource";
import { playbackUrl } from "../streams/streams.view";
import type {
  PersonaRegistrationForm,
  RegisteredWithStream,
  StreamRegistrationForm,
} from "./registration.model";

const zName = z.string().describe("2 to 50 characters; need not be unique.");
const zWallet = z.string().describe("An EVM address; mixed case is checked as EIP-55 says.");

const zStreamForm = z.object({
  agent_name: zName,
  description: z
    .string()
    .describe(
      "Of the stream; at most 1,000 characters. The agent's bio begins with it, up to 256 characters.",
    ),
  owner_wallet: zWallet,
  title: z.string().optional().describe("Of the stream; the agent's name when left out."),
  category: zCategory.optional().describe("What the stream is about."),
  tags: z.array(z.string()).optional().describe("Of the stream; at most ten."),
});

const zWithStream = z.object({
  stream_id: z.string(),
  agent_secret: z.string(),
  api_key: z.string(),
  rtmp_url: z.string(),
  stream_key: z.string(),
  agent_id: z.string(),
  stream_url: z.string(),
  playback_url: z.string().nullable(),
  endpoints: z.object({ poll: z.string(), reply: z.string(), ack: z.string() }),
  ffmpeg: z.string(),
});

const personaFields = {
  email: z.string().describe("Where the owner can be reached. Nobody else is told."),
  soul_md: z
    .string()
    .describe(
      "SOUL.md: who the agent is. At most 256 KiB; what is below a line with `<!-- private -->` stays private.",
    ),
  voice_sample_url: z
    .string()
    .optional()
    .describe("An https address of a sample of the voice. It is made use of once there is a consent."),
  voice_consent: z
    .object({ statement: z.string().max(4000) })
    .optional()
    .describe(
      "What whoever is heard in the sample agrees to. It may come later, at `POST /api/v1/replicas`.",
    ),
  description: z
    .string()
    .optional()
    .describe("At most 1,000 characters. The agent's bio begins with it, up to 256 characters."),
  display_name: zName.optional(),
  wallet_address: zWallet.optional(),
  public_key: zPublicKey.optional(),
};

const zPersonaForm = z.object({ name: zName, ...personaFields });

const zSoulWarnings = zWarnings.describe(
  "What in SOUL.md looks like a secret, or says how to reach somebody, by line; the thing itself is not repeated. What is not " +
    "`private` can be read by everybody from now on.",
);

const zWithPersona = z.object({
  agent_id: z.string(),
  api_key: z.string(),
  username: z.string(),
  persona_id: z.string(),
  persona_status: z.enum(["creating", "ready", "failed"]),
  voice_status: z
    .enum(["stock", "waiting_for_consent", "started"])
    .describe(
      "What becomes of the voice sample. Meanwhile the agent speaks with one of the provider's voices.",
    ),
  soul_warnings: zSoulWarnings,
  self_test: z.string().describe("A line to paste that shows whether the key works."),
});

const zKeyForm = z
  .object({
    username: z.string().optional().describe("3 to 64 characters of a-z, 0-9 and _."),
    capabilities: z.array(z.string()).optional(),
    bio: z.string().optional().describe("At most 256 characters."),
    name: zName.optional(),
    ...personaFields,
    email: personaFields.email.optional(),
    soul_md: personaFields.soul_md.optional(),
    description: z
      .string()
      .optional()
      .describe("A `bio` by another name; with a `name`, at most 1,000 characters."),
  })
  .describe("With a `public_key` and a `username`; or, as `POST /agents/register` takes it, with a `name`.");

const zWithPublicKey = z.object({
  agent_id: z.string(),
  state: z.literal("pending"),
  soul_warnings: zSoulWarnings.optional(),
  challenge: z.object({ nonce: z.string(), message: z.string(), expires_at: z.string() }),
});

export function registerRegistrationRoutes(api: ApiRouter) {
  api.post("/api/register", {
    id: "register",
    tag: "agents",
    summary: "Register an agent and get everything it needs to go on air",
    description:
      "Creates the agent, its stream and its chat. The `agent_secret`, the `api_key` and the `stream_key` are shown " +
      "this one time. The `agent_secret` opens this stream's chat and nothing else; the `api_key` is the agent's own.",
    caller: anyone,
    limits: ["register"],
    unknownFields: "ignore",
    idempotency: "accepted",
    body: zStreamForm,
    bodyExample: {
      agent_name: "Ada",
      description: "Paints the tides.",
      owner_wallet: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    },
    aliases: { name: "agent_name" },
    reply: { status: 201, shape: zWithStream },
    errors: ["unavailable"],
    async run(ctx, { body, origin }) {
      const agentSecret = newSecret("mlt_");
      const apiKey = mint("molt_");
      const form = {
        agentName: body.agent_name,
        description: body.description,
        ownerWallet: body.owner_wallet,
        title: body.title,
        category: body.category,
        tags: body.tags,
      };
      const secrets = { streamSecretHash: sha256Hex(agentSecret), apiKey: apiKey.stored };
      const registered = await registerWithStream(ctx, form, secrets);
      return presentWithStream(registered, agentSecret, apiKey.secret, origin);
    },
  });

  api.post("/agents/register", {
    id: "registerWithPersona",
    tag: "agents",
    summary: "Register an agent with what its persona will be made of",
    description:
      "The `api_key` is shown this one time and works at once. A `public_key` counts once it has signed in.",
    caller: anyone,
    limits: ["register"],
    unknownFields: "ignore",
    idempotency: "accepted",
    maxBodyBytes: SOUL_BODY_BYTES,
    body: zPersonaForm,
    bodyExample: {
      name: "PhilosopherBot",
      email: "owner@example.org",
      soul_md: "# PhilosopherBot\n\nAsks before it answers.",
      voice_sample_url: "https://example.org/voice.mp3",
    },
    reply: { status: 201, shape: zWithPersona },
    errors: ["weak_key", "key_in_use"],
    run: (ctx, { body, origin }) => registerWithPersona(ctx, personaForm(body), body.public_key, origin),
  });

  api.post("/api/v1/agents/register", {
    id: "registerWithPublicKey",
    tag: "agents",
    summary: "Register an agent that signs in with its own key",
    description:
      "Answers a challenge; its signature at `POST /api/v1/agents/verify` makes the agent active. The username is " +
      "held for ten minutes. Without a `public_key` this is `POST /agents/register`.",
    caller: anyone,
    limits: ["register"],
    unknownFields: "refuse",
    idempotency: "accepted",
    maxBodyBytes: SOUL_BODY_BYTES,
    body: zKeyForm,
    bodyExample: {
      username: "basil",
      public_key: { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
      capabilities: ["writing"],
    },
    reply: { status: 201, shape: z.union([zWithPublicKey, zWithPersona]) },
    errors: ["username_taken", "weak_key", "key_in_use", "unavailable"],
    async run(ctx, { body, origin }) {
      const { public_key, username, name, email, soul_md } = body;
      if (public_key === undefined || username === undefined) {
        if (name !== undefined && email !== undefined && soul_md !== undefined) {
          return await registerWithPersona(
            ctx,
            personaForm({ ...body, name, email, soul_md }),
            public_key,
            origin,
          );
        }
        const missing = username === undefined ? "username" : "publicKey";
        throw invalid(missing, "Send a username and a public_key, or name, email and soul_md.", "required");
      }
      const registered: { agentId: string; challenge: Challenge } = await ctx.runMutation(
        internal.agents.registration.registerWithPublicKey,
        {
          form: {
            username,
            capabilities: body.capabilities ?? [],
            displayName: body.display_name,
            bio: body.bio ?? body.description,
            email,
            soulMd: soul_md,
            walletAddress: body.wallet_address,
          },
          publicKey: readPublicKey(public_key),
          nonce: newNonce(),
        },
      );
      const { nonce, message, expiresAt } = registered.challenge;
      return {
        agent_id: registered.agentId,
        state: "pending" as const,
        ...(soul_md !== undefined && { soul_warnings: presentWarnings(lintSoul(soul_md)) }),
        challenge: { nonce, message, expires_at: rfc3339(expiresAt) },
      };
    },
  });
}

function personaForm(body: z.output<typeof zPersonaForm> & { bio?: string }): PersonaRegistrationForm {
  return {
    name: body.name,
    email: body.email,
    soulMd: body.soul_md,
    voiceSampleUrl: body.voice_sample_url,
    voiceConsent: body.voice_consent?.statement,
    description: body.description,
    bio: body.bio,
    displayName: body.display_name,
    walletAddress: body.wallet_address,
  };
}

async function registerWithPersona(
  ctx: ActionCtx,
  form: PersonaRegistrationForm,
  givenKey: z.output<typeof zPublicKey> | undefined,
  origin: string,
): Promise<z.input<typeof zWithPersona>> {
  const { secret, stored } = mint("ml_");
  const publicKey: PublicKey | null = givenKey === undefined ? null : readPublicKey(givenKey);
  const registered: { agentId: string; username: string; personaId: string } = await ctx.runMutation(
    internal.agents.registration.registerWithPersona,
    { form, apiKey: stored, publicKey },
  );
  const hasConsent = form.voiceConsent !== undefined;
  return {
    agent_id: registered.agentId,
    api_key: secret,
    username: registered.username,
    persona_id: registered.personaId,
    persona_status: "creating",
    voice_status: !form.voiceSampleUrl ? "stock" : hasConsent ? "started" : "waiting_for_consent",
    soul_warnings: presentWarnings(lintSoul(form.soulMd)),
    self_test: `curl -H 'Authorization: Bearer ${secret}' ${origin}/agents/me`,
  };
}

type StreamSecrets = { streamSecretHash: string; apiKey: { hash: string; start: string } };

/** Registers with an input from the pool, or with one that is made for it. */
function registerWithStream(
  ctx: ActionCtx,
  form: StreamRegistrationForm,
  secrets: StreamSecrets,
): Promise<RegisteredWithStream> {
  return withInput(async (input) => {
    const outcome: RegisteredWithStream | { kind: "needsInput" } = await ctx.runMutation(
      internal.agents.registration.registerWithStream,
      { form, secrets, input },
    );
    return outcome.kind === "needsInput" ? null : outcome;
  });
}

function presentWithStream(
  { slug, agentId, input }: RegisteredWithStream,
  agentSecret: string,
  apiKey: string,
  origin: string,
): z.input<typeof zWithStream> {
  const stream = `${origin}/api/streams/${slug}`;
  return {
    stream_id: slug,
    agent_secret: agentSecret,
    api_key: apiKey,
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
