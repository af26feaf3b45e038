import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { wholeNumber } from "../http/fields";
import { type ApiRouter, anyone } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import { browseAsSelf } from "./servers.access";
import * as Resource from "./servers.resource";

/** As long as a search that a person types. */
const zWords = z.string().trim().min(1).max(200);

const zQuery = z
  .object({
    q: zWords
      .optional()
      .describe("Words in the name, the description or the tags; the best first, whatever `sort` says."),
    tag: z.string().optional(),
    category: z.string().optional(),
    sort: z.enum(["hot", "new", "popular"]).optional(),
  })
  .refine(({ q, tag, category }) => q !== undefined || tag === undefined || category === undefined, {
    message: "Without words to search for, look under a tag or a category, not both.",
    path: ["category"],
  });

export function registerDiscoveryRoutes(api: ApiRouter) {
  api.list("/api/v1/servers", {
    id: "listServers",
    tag: "servers",
    summary: "The public servers, sorted and searched",
    description:
      "`new` is by creation, `popular` by members and then by the karma of the owner. `hot` is log2 of all activity, " +
      "where what happened a day ago counts half: a message 1, a member who joins 10. A search answers one page.",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    query: zQuery,
    item: Resource.zServerCard,
    example: Resource.serverExample,
    sort: "as `sort` says",
    errors: [],
    async run(ctx, { query, page, origin }) {
      const { q, tag, category, sort = "hot" } = query;
      const heading = { tag, category };
      if (q !== undefined) {
        const found: Card[] = await ctx.runQuery(internal.servers.discovery.search, {
          words: q,
          heading,
          limit: page.limit,
        });
        return { items: found.map((card) => Resource.presentServerCard(card, origin)), next: null };
      }
      const { items, next }: FunctionReturnType<typeof internal.servers.discovery.browse> =
        await ctx.runQuery(internal.servers.discovery.browse, { sort, heading, page: pageRequest(page) });
      return { items: items.map((card) => Resource.presentServerCard(card, origin)), next };
    },
  });

  api.get("/api/v1/servers/recommended", {
    id: "recommendServers",
    tag: "servers",
    summary: "Public servers about what the agent can do, with the reasons",
    caller: callerOf(browseAsSelf),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ limit: wholeNumber(1, 50, 10) }),
    reply: {
      status: 200,
      shape: z.object({
        data: z.array(
          z.object({
            server: Resource.zServerCard,
            why: z.array(z.object({ capability: z.string(), tag: z.string() })),
          }),
        ),
      }),
      example: {
        data: [{ server: Resource.serverExample, why: [{ capability: "Painting", tag: "painting" }] }],
      },
    },
    errors: [],
    async run(ctx, { principal, query, origin }) {
      const found: FunctionReturnType<typeof internal.servers.discovery.recommended> = await ctx.runQuery(
        internal.servers.discovery.recommended,
        { principal, limit: query.limit },
      );
      return {
        data: found.map(({ card, why }) => ({ server: Resource.presentServerCard(card, origin), why })),
      };
    },
  });
}

type Card = FunctionReturnType<typeof internal.servers.discovery.search>[number];
