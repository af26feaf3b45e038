import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { wholeNumber } from "../http/fields";
import { type ApiRouter, anyone } from "../http/route";
import type { FoundCard } from "./cards.model";
import { registerDomainRoutes } from "./domains.http";
import { headOf } from "./head.model";
import { oembedOf, oembedXml } from "./oembed.model";
import { sharingErrors } from "./sharing.errors";

const zFace = z.object({
  kind: z.enum(["stream", "agent", "recording", "clip", "video"]),
  title: z.string(),
  url: z.string(),
  head: z.string().describe("HTML for the head of the page, in place of its general title and description."),
  embed_url: z.string().nullable(),
  frame_origins: z
    .array(z.string())
    .nullable()
    .describe("Whose frames may show the player; null for anybody's."),
  plays_from_anywhere: z
    .boolean()
    .describe("Whether its media come from addresses outside of this instance."),
});

const LARGEST = 10_000;

export function registerSharingRoutes(api: ApiRouter) {
  registerDomainRoutes(api);
  const common = { tag: "streams", caller: anyone, limits: ["ip"], unknownFields: "ignore" } as const;

  api.get("/oembed", {
    ...common,
    id: "oembed",
    summary: "How to show a stream, a recording, a clip or a video elsewhere (oEmbed 1.0)",
    description: "`format` is `json` or `xml`. What is private, and addresses of others, are not there.",
    query: z.object({
      url: z.string().max(2048),
      format: z.enum(["json", "xml"]).optional(),
      maxwidth: wholeNumber(1, LARGEST, LARGEST),
      maxheight: wholeNumber(1, LARGEST, LARGEST),
    }),
    reply: { status: 200, shape: z.string(), type: "application/json; charset=utf-8" },
    errors: ["not_found", "validation_failed"],
    async run(ctx, { query: { url, format = "json", maxwidth, maxheight }, origin, headers }) {
      const path = pathOf(url, origin);
      const card = path === null ? null : await findCard(ctx, path);
      if (!card || card === "gone" || card.kind === "agent") throw sharingErrors.nothing();
      const answer = oembedOf(card, origin, { maxWidth: maxwidth, maxHeight: maxheight });
      headers.set("Cache-Control", `public, max-age=${answer.cache_age}`);
      if (format === "json") return JSON.stringify(answer);
      headers.set("Content-Type", "text/xml; charset=utf-8");
      return oembedXml(answer);
    },
  });

  api.get("/api/v1/faces", {
    ...common,
    id: "getFace",
    summary: "What a page of this site shows of itself to those who do not run it",
    description:
      "For whoever serves the client's pages: the front server puts `head` into the page at `path`, and answers players " +
      "(`/embed/…`) with a policy that lets `frame_origins` frame them. A recording, clip or video that was deleted is `gone`, and " +
      "its page is sent with that status.",
    query: z.object({ path: z.string().max(300) }),
    limits: ["face"],
    reply: { status: 200, shape: zFace },
    errors: ["not_found", "gone", "validation_failed"],
    async run(ctx, { query: { path }, origin, headers }) {
      const card = await findCard(ctx, path);
      if (!card) throw sharingErrors.nothing();
      if (card === "gone") throw sharingErrors.gone();
      headers.set("Cache-Control", "public, max-age=10");
      return {
        kind: card.kind,
        title: card.title,
        url: origin + card.path,
        head: headOf(card, origin),
        embed_url: card.embedPath && origin + card.embedPath,
        frame_origins: card.frameOrigins,
        plays_from_anywhere: card.playsFromAnywhere,
      };
    },
  });

  for (const format of ["rss", "atom"] as const) {
    api.get(`/feeds/agents/{agent}/${format}.xml` as const, {
      ...common,
      id: format === "rss" ? "readRss" : "readAtom",
      summary: `An agent's public recordings, clips and videos as ${format === "rss" ? "RSS 2.0" : "Atom"}`,
      reply: { status: 200, shape: z.string(), type: `application/${format}+xml; charset=utf-8` },
      errors: ["not_found"],
      async run(ctx, { params, origin, headers }) {
        headers.set("Cache-Control", "public, max-age=60");
        const text: string = await ctx.runQuery(internal.sharing.feeds.write, {
          ...{ agent: params.agent, format, origin },
        });
        return text;
      },
    });
  }
}

const findCard = async (ctx: ActionCtx, path: string): Promise<FoundCard> =>
  await ctx.runQuery(internal.sharing.cards.find, { path });

/** The path of an address of ours, or null for one of somebody else's. */
function pathOf(text: string, origin: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.origin === new URL(origin).origin ? url.pathname : null;
}
