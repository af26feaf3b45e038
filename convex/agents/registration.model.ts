import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { recordEvent } from "../events/events.model";
import { invalid } from "../lib/errors";
import { parseEvmAddress } from "../lib/evmAddress";
import { foldName, requireLine, requireProse } from "../lib/text";
import { type FreshInput, takeInput } from "../streams/inputs.model";
import { openStream } from "../streams/streams.model";
import { chooseUsername } from "./usernames.model";

export interface RegistrationForm {
  agentName: string;
  description: string;
  ownerWallet: string;
  title?: string;
}

export interface Registered {
  kind: "registered";
  agentId: Id<"agents">;
  slug: string;
  input: FreshInput;
}

/**
 * Creates an agent with its personal tenant, its stream, the chat and the credential, and hands it a live input:
 * the one brought along, or a ready one from the pool. With neither it changes nothing and says `needsInput`,
 * and the caller makes one at the provider and comes back. All of it happens, or none.
 */
export async function register(
  ctx: MutationCtx,
  form: RegistrationForm,
  secretHash: string,
  brought: FreshInput | null,
): Promise<Registered | { kind: "needsInput" }> {
  const { displayName, bio, ownerWallet, title } = requireValid(form);
  const taken = await takeInput(ctx, brought);
  if (!taken) return { kind: "needsInput" };

  const username = await chooseUsername(ctx, displayName);
  const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: displayName });
  const agentId = await ctx.db.insert("agents", {
    tenantId,
    username,
    usernameFolded: foldName(username),
    displayName,
    displayNameFolded: foldName(displayName),
    bio,
    ownerWallet,
  });
  const actor = { kind: "agent" as const, id: agentId };
  await recordEvent(ctx, { kind: "agent.registered", tenantId, actor, subject: actor });
  const stream = { tenantId, agentId, slug: username, title, description: bio };
  const streamId = await openStream(ctx, stream, taken);
  await ctx.db.insert("credentials", {
    kind: "stream_secret",
    tenantId,
    agentId,
    streamId,
    hash: secretHash,
  });
  return { kind: "registered", agentId, slug: username, input: taken.input };
}

function requireValid(form: RegistrationForm) {
  const displayName = requireLine("agentName", form.agentName, { min: 2, max: 50 });
  if (!foldName(displayName)) {
    throw invalid("agentName", "A name needs at least one letter or digit.", "no_letters");
  }
  const bio = requireProse("description", form.description, { min: 0, max: 1000 });
  const title = requireLine("title", form.title ?? displayName, { min: 1, max: 120 });
  const ownerWallet = parseEvmAddress(form.ownerWallet);
  if (!ownerWallet) {
    throw invalid("ownerWallet", "It is not an EVM address, or its EIP-55 checksum is wrong.", "bad_address");
  }
  return { displayName, bio, title, ownerWallet };
}
