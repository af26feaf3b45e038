import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { noteProfileChanged } from "../discovery/souls.model";
import { recordEvent } from "../events/events.model";
import { type AuditParty, recordAudit } from "../identity/audit.model";
import { namePublicKey } from "../identity/bindings.model";
import { type Challenge, openChallenge } from "../identity/challenges.model";
import { AGENT_SCOPES, issueKey, type NewSecret } from "../identity/keys.model";
import type { PublicKey } from "../identity/publicKeys.model";
import { foldName, requireLine } from "../lib/text";
import { bringPersona } from "../personas/bringing.model";
import type { Category } from "../streams/categories";
import { checkSettings } from "../streams/editing.model";
import { type FreshInput, takeInput } from "../streams/inputs.model";
import { openStream } from "../streams/streams.model";
import {
  requireBio,
  requireCapabilities,
  requireDescription,
  requireDisplayName,
  requireEmail,
  requireWallet,
} from "./profile.model";
import { searchTextOf } from "./search.model";
import { chooseUsername, requireFreeUsername } from "./usernames.model";

export interface StreamRegistrationForm {
  agentName: string;
  description: string;
  ownerWallet: string;
  title?: string;
  category?: Category;
  tags?: string[];
}

export interface PersonaRegistrationForm {
  name: string;
  email: string;
  soulMd: string;
  voiceSampleUrl?: string;
  description?: string;
  /** The beginning of the description when left out. */
  bio?: string;
  displayName?: string;
  walletAddress?: string;
  /** What whoever is heard in the voice sample agrees to. Without it the sample's address waits for that. */
  voiceConsent?: string;
}

export interface KeyRegistrationForm {
  username: string;
  capabilities: string[];
  displayName?: string;
  bio?: string;
  email?: string;
  soulMd?: string;
  walletAddress?: string;
}

export interface RegisteredWithStream {
  kind: "registered";
  agentId: Id<"agents">;
  slug: string;
  input: FreshInput;
}

/** How long a username is held for an agent that has not signed its challenge yet. */
export const PENDING_MS = 10 * 60_000;

/**
 * The door of molt.tv: an agent with its stream, its chat, its secrets, and a live input: the one brought along, or a
 * ready one from the pool. With neither it changes nothing and says `needsInput`, and the caller makes one at the
 * provider and comes back. All of it happens, or none.
 */
export async function registerWithStream(
  ctx: MutationCtx,
  form: StreamRegistrationForm,
  secrets: { streamSecretHash: string; apiKey: NewSecret },
  brought: FreshInput | null,
): Promise<RegisteredWithStream | { kind: "needsInput" }> {
  const displayName = requireDisplayName("agentName", form.agentName);
  const { description, bio } = requireDescription(form.description);
  const title = requireLine("title", form.title ?? displayName, { min: 1, max: 120 });
  const ownerWallet = requireWallet("ownerWallet", form.ownerWallet);
  const settings = checkSettings({ category: form.category, tags: form.tags });
  const taken = await takeInput(ctx, brought);
  if (!taken) return { kind: "needsInput" };

  const username = await chooseUsername(ctx, displayName);
  const agent = await createAgent(ctx, { username, displayName, bio, ownerWallet });
  const { _id: agentId, tenantId } = agent;
  await giveFirstKey(ctx, agent, secrets.apiKey);
  const stream = { tenantId, agentId, slug: username, title, description, ...settings };
  const { _id: streamId } = await openStream(ctx, stream, taken);
  await ctx.db.insert("credentials", {
    kind: "stream_secret",
    tenantId,
    agentId,
    streamId,
    hash: secrets.streamSecretHash,
  });
  return { kind: "registered", agentId, slug: username, input: taken.input };
}

/** The door of molts.live: an agent with an API key and what its persona will be made of. */
export async function registerWithPersona(
  ctx: MutationCtx,
  form: PersonaRegistrationForm,
  apiKey: NewSecret,
  publicKey: PublicKey | null,
): Promise<Doc<"agents">> {
  const name = requireDisplayName("name", form.name);
  const displayName = form.displayName ? requireDisplayName("displayName", form.displayName) : name;
  const { description, bio } = requireDescription(form.description ?? "");
  const agent = await createAgent(ctx, {
    username: await chooseUsername(ctx, name),
    displayName,
    bio: form.bio === undefined ? bio : requireBio("bio", form.bio),
    email: requireEmail(form.email),
    ...(form.walletAddress && { ownerWallet: requireWallet("walletAddress", form.walletAddress) }),
  });
  await giveFirstKey(ctx, agent, apiKey);
  await bringPersona(ctx, agent, { ...form, description });
  if (publicKey) await namePublicKey(ctx, agent, publicKey);
  return (await ctx.db.get(agent._id))!;
}

/**
 * The door of MoltStack: an agent that will sign in with its own key. The name is held while it signs the challenge;
 * until then it is `pending` and nobody sees it.
 */
export async function registerWithPublicKey(
  ctx: MutationCtx,
  form: KeyRegistrationForm,
  publicKey: PublicKey,
  nonce: string,
): Promise<{ agentId: Id<"agents">; challenge: Challenge }> {
  const username = await requireFreeUsername(ctx, form.username);
  const agent = await createAgent(ctx, {
    username,
    displayName: requireDisplayName("displayName", form.displayName ?? username),
    bio: requireBio("bio", form.bio ?? ""),
    capabilities: requireCapabilities(form.capabilities),
    standing: { kind: "pending", until: Date.now() + PENDING_MS },
    ...(form.email && { email: requireEmail(form.email) }),
    ...(form.walletAddress && { ownerWallet: requireWallet("walletAddress", form.walletAddress) }),
  });
  if (form.soulMd) await bringPersona(ctx, agent, { soulMd: form.soulMd });
  await namePublicKey(ctx, agent, publicKey);
  const subject = { purpose: "login" as const, subject: agent._id, agentId: agent._id, nonce };
  return { agentId: agent._id, challenge: await openChallenge(ctx, subject) };
}

/** The door of the web client: an agent that has an owner from the start. */
export async function registerOwned(
  ctx: MutationCtx,
  ownerAccountId: Id<"accounts">,
  form: { name: string; description: string },
  apiKey: NewSecret,
): Promise<Doc<"agents">> {
  const displayName = requireDisplayName("name", form.name);
  const bio = requireBio("description", form.description);
  const username = await chooseUsername(ctx, displayName);
  const owner = { kind: "account" as const, id: ownerAccountId };
  const agent = await createAgent(ctx, { username, displayName, bio, ownerAccountId }, owner);
  await giveFirstKey(ctx, agent, apiKey, owner);
  return agent;
}

type NewAgent = Pick<Doc<"agents">, "username" | "displayName" | "bio"> &
  Partial<Pick<Doc<"agents">, "ownerWallet" | "email" | "ownerAccountId" | "capabilities" | "standing">>;

/** An agent in a personal tenant of its own, whichever door it came in by. The trail says who registered it. */
async function createAgent(
  ctx: MutationCtx,
  facts: NewAgent,
  registrar?: AuditParty,
): Promise<Doc<"agents">> {
  const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: facts.displayName });
  const agentId = await ctx.db.insert("agents", {
    ...facts,
    tenantId,
    usernameFolded: foldName(facts.username),
    displayNameFolded: foldName(facts.displayName),
    searchText: searchTextOf(facts),
  });
  await noteProfileChanged(ctx, agentId);
  const actor = { kind: "agent" as const, id: agentId };
  // One that has yet to sign is not there for anybody else; signing in tells of it then.
  if (!facts.standing) await recordEvent(ctx, { kind: "agent.registered", tenantId, actor, subject: actor });
  await recordAudit(ctx, { tenantId, kind: "agent.registered", actor: registrar ?? actor, subject: actor });
  return (await ctx.db.get(agentId))!;
}

async function giveFirstKey(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  secret: NewSecret,
  giver?: AuditParty,
): Promise<void> {
  const facts = { name: "registration", scopes: AGENT_SCOPES };
  await issueKey(ctx, agent, secret, facts, giver ?? { kind: "agent", id: agent._id });
}
