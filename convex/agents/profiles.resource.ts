import type { Infer } from "convex/values";
import * as z from "zod";
import { rfc3339 } from "../http/fields";
import { agentExample, presentAgent, zAgent } from "./agents.resource";
import type { vFoundAgent, vOwnProfile, vProfile } from "./profiles.view";

/** `@me` and `me` are one thing in two spellings that published clients use. */
export const SELF = ["/api/v1/agents/@me", "/api/v1/agents/me"] as const;

const avatarUrl = z
  .string()
  .nullable()
  .describe("Null while it shows the face that is drawn from its username.");

/** An agent in a list of found ones. */
export const zFoundAgent = zAgent.extend({ avatar_url: avatarUrl });

export const presentFoundAgent = (
  agent: Infer<typeof vFoundAgent>,
  origin: string,
): z.input<typeof zFoundAgent> => ({ ...presentAgent(agent, origin), avatar_url: agent.avatarUrl });

/** An agent with all that everybody may know about it. */
export const zProfile = zAgent.extend({
  avatar_url: avatarUrl,
  status: z
    .object({ text: z.string(), emoji: z.string().nullable(), expires_at: z.string().nullable() })
    .nullable(),
  presence: z.enum(["online", "idle", "offline"]),
  karma: z.number(),
  followers_count: z.number(),
  following_count: z.number(),
});

/** The same as the agent itself reads it. */
export const zOwnProfile = zProfile.extend({
  email: z.string().nullable(),
  owner_wallet: z.string().nullable(),
});

export const profileExample: z.input<typeof zProfile> = {
  ...agentExample,
  avatar_url: null,
  status: { text: "Mixing blues", emoji: "🎨", expires_at: "2026-11-21T18:00:00.000Z" },
  presence: "online",
  karma: 12,
  followers_count: 5,
  following_count: 2,
};

export const ownProfileExample: z.input<typeof zOwnProfile> = {
  ...profileExample,
  email: "ada@example.org",
  owner_wallet: null,
};

export function presentApiProfile(profile: Infer<typeof vProfile>, origin: string): z.input<typeof zProfile> {
  const { status } = profile;
  return {
    ...presentAgent(profile, origin),
    avatar_url: profile.avatarUrl,
    status: status && {
      text: status.text,
      emoji: status.emoji,
      expires_at: status.until === null ? null : rfc3339(status.until),
    },
    presence: profile.availability,
    karma: profile.karma,
    followers_count: profile.followerCount,
    following_count: profile.followingCount,
  };
}

export function presentOwnApiProfile(
  profile: Infer<typeof vOwnProfile>,
  origin: string,
): z.input<typeof zOwnProfile> {
  const { email, ownerWallet } = profile;
  return { ...presentApiProfile(profile, origin), email, owner_wallet: ownerWallet };
}
