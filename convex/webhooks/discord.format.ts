import type { Infer } from "convex/values";
import { heardEvents } from "../events/catalogue.model";
import type { ApiEvent } from "../events/events.resource";
import type { vFormat } from "./schema";

/** What is sent in one call: an event, or a digest of several. */
export type Letter = { id: string; type: string; data: ApiEvent["data"] | Digest; created_at: string };
interface Digest {
  events: ApiEvent[];
  has_more: boolean;
}

/** Discord takes so many embeds in a message, and so much text in one. */
const MOST_EMBEDS = 10;
const LONGEST_TEXT = 1500;

/** The body of a call as its receiver expects it. */
export const bodyOf = (letter: Letter, format: Infer<typeof vFormat>): string =>
  JSON.stringify(format === "discord" ? asDiscordMessage(letter) : letter);

/**
 * An event in the shape that Discord's webhooks take (Execute Webhook): it shows up in a channel there. Nobody is pinged by
 * it, and what somebody has written is shown as they wrote it.
 */
export function asDiscordMessage(letter: Letter) {
  const { data } = letter;
  const events =
    "events" in data ? data.events : [{ type: letter.type, data, created_at: letter.created_at }];
  const left = events.length - MOST_EMBEDS;
  const hasMore = left > 0 || ("events" in data && data.has_more);
  return {
    username: "Molt",
    ...(hasMore && { content: left > 0 ? `${left} more have happened.` : "More has happened." }),
    allowed_mentions: { parse: [] },
    embeds: events.slice(0, MOST_EMBEDS).map(asEmbed),
  };
}

function asEmbed({ type, data, created_at }: Pick<ApiEvent, "type" | "data" | "created_at">) {
  const { message, hint } = data;
  const about = heardEvents[type as keyof typeof heardEvents]?.about ?? "";
  return {
    title: type,
    description: message?.content ? plain(message.content) : [about, hint].filter(Boolean).join("\n"),
    timestamp: created_at,
    ...(message && {
      author: { name: [...(message.author.display_name ?? "")].slice(0, 80).join("") || "?" },
    }),
  };
}

/** Text in which nothing is markup to Discord, cut where it would be too long. */
function plain(text: string): string {
  const characters = [...text];
  const cut = characters.length > LONGEST_TEXT ? `${characters.slice(0, LONGEST_TEXT).join("")}…` : text;
  return cut.replace(/[\\`*_~|>#[\]()<:@-]/g, "\\$&");
}

/**
 * Whether somebody answers at an address as a Discord webhook does: asked who it is, it names the id and the token that are
 * in its address. Who has that token may post there.
 */
export function isDiscordWebhook(url: string, answer: string): boolean {
  const [id, token] = new URL(url).pathname.split("/").filter(Boolean).slice(-2);
  try {
    const said = JSON.parse(answer) as { id?: unknown; token?: unknown } | null;
    return id !== undefined && token !== undefined && said?.id === id && said.token === token;
  } catch {
    return false;
  }
}
