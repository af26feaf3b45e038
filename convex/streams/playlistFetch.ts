"use node";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction } from "../lib/functions";
import { callOutside } from "../lib/outbound.client";
import { type Playlist, readPlaylist } from "./playlist.format";
import type { Finding } from "./playlistLooks.model";

const TIMEOUT_MS = 5_000;
/** A day of segments of two seconds fits. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Looks at the playlist of a stream that is published elsewhere. What it says stays here; whether it moves is told. */
export const look = internalAction({
  args: { lookId: v.id("playlistLooks"), url: v.string() },
  returns: v.null(),
  handler: async (ctx, { lookId, url }): Promise<null> => {
    const finding = await find(url);
    await ctx.runMutation(internal.streams.playlists.settle, { lookId, finding });
    return null;
  },
});

/** The playlist itself, or the first of those that it names. Each is an address of its own, and checked as such. */
async function find(url: string): Promise<Finding> {
  const playlist = await fetchPlaylist(url);
  if (playlist === "unreachable") return nothing("playlist_unreachable");
  if (playlist?.kind !== "master") return findingOf(playlist);
  if (!URL.canParse(playlist.first, url)) return nothing("playlist_invalid");
  const first = await fetchPlaylist(new URL(playlist.first, url).href);
  return first === "unreachable" ? nothing("playlist_unreachable") : findingOf(first);
}

async function fetchPlaylist(url: string): Promise<Playlist | null | "unreachable"> {
  const answer = await callOutside({ url, method: "GET", timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
  if (answer.kind === "failed" || answer.status !== 200) return "unreachable";
  return answer.isWhole ? readPlaylist(answer.body) : null;
}

function findingOf(playlist: Playlist | null): Finding {
  if (playlist?.kind !== "media") return nothing("playlist_invalid");
  if (playlist.hasEnded) return nothing("playlist_ended");
  return { kind: "position", position: playlist.position };
}

const nothing = (why: string): Finding => ({ kind: "nothing", why });
