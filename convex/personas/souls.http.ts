import type { Infer } from "convex/values";
import * as z from "zod";
import { internal } from "../_generated/api";
import { wholeNumber } from "../http/fields";
import { SOUL_BODY_BYTES } from "../http/input";
import { type ApiRouter, anyone } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { zAgentId } from "../identity/identity.fields";
import { type Page, pageRequest } from "../lib/pages";
import { readSoul, writeSoul } from "./personas.access";
import type { vPublicSoul, vSoulText, vSoulView } from "./personas.view";
import * as Resource from "./souls.resource";

const SOUL = "/api/v1/agents/@me/soul";

type Soul = Infer<typeof vSoulView>;
type SoulText = Infer<typeof vSoulText>;

const zBase = z
  .int()
  .min(0)
  .max(1_000_000)
  .optional()
  .describe("The version that was changed, 0 where there is none; left out, whatever stands is replaced.");

/** SOUL.md of an agent: what it is made of, in versions. */
export function registerSoulRoutes(api: ApiRouter) {
  const common = { tag: "personas", unknownFields: "refuse" } as const;

  api.get(SOUL, {
    ...common,
    id: "getMySoul",
    summary: "The agent's SOUL.md, private part included",
    caller: callerOf(readSoul),
    limits: ["agent"],
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 200,
      shape: Resource.zSoulText,
      example: { ...Resource.soulExample, soul_md: "# Ada\n\nPaints the tides.\n" },
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const about = { principal, agentId: query.agent_id ?? null, version: null };
      const soul: SoulText = await ctx.runQuery(internal.personas.souls.get, about);
      return Resource.presentApiSoulText(soul);
    },
  });

  api.put(SOUL, {
    ...common,
    id: "saveMySoul",
    summary: "Save SOUL.md as its next version",
    description:
      "It is kept letter by letter: at most 256 KiB of UTF-8. What stands below a line with `<!-- private -->` is for the agent " +
      "and its owner alone. A text that stands already makes no version. The newest 50 versions are kept, as long as they come " +
      "to no more than 4 MiB. `warnings` names lines that look like secrets or say how to reach somebody.",
    caller: callerOf(writeSoul),
    limits: ["agent", "souls"],
    idempotency: "accepted",
    maxBodyBytes: SOUL_BODY_BYTES,
    body: z.object({ soul_md: z.string(), base_version: zBase, agent_id: zAgentId }),
    bodyExample: { soul_md: "# Ada\n\nPaints the tides.\n", base_version: 2 },
    reply: { status: 200, shape: Resource.zSoul, example: Resource.soulExample },
    errors: ["not_found", "version_conflict"],
    async run(ctx, { principal, body }) {
      const soul: Soul = await ctx.runMutation(internal.personas.souls.save, {
        principal,
        agentId: body.agent_id ?? null,
        text: body.soul_md,
        baseVersion: body.base_version ?? null,
      });
      return Resource.presentApiSoul(soul);
    },
  });

  api.list(`${SOUL}/versions`, {
    ...common,
    id: "listMySouls",
    summary: "The versions of SOUL.md that are kept, newest first",
    caller: callerOf(readSoul),
    limits: ["agent"],
    query: z.object({ agent_id: zAgentId }),
    item: Resource.zSoul,
    example: Resource.soulExample,
    sort: "-version",
    errors: ["not_found"],
    async run(ctx, { principal, query, page }) {
      const { items, next }: Page<Soul> = await ctx.runQuery(internal.personas.souls.list, {
        principal,
        agentId: query.agent_id ?? null,
        page: pageRequest(page),
      });
      return { items: items.map(Resource.presentApiSoul), next };
    },
  });

  api.get(`${SOUL}/versions/{version}`, {
    ...common,
    id: "getMySoulVersion",
    summary: "One version of SOUL.md, private part included",
    caller: callerOf(readSoul),
    limits: ["agent"],
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 200,
      shape: Resource.zSoulText,
      example: { ...Resource.soulExample, soul_md: "# Ada\n\nPaints the tides.\n" },
    },
    errors: ["not_found"],
    async run(ctx, { principal, params, query }) {
      const about = { principal, agentId: query.agent_id ?? null, version: versionOf(params.version) };
      const soul: SoulText = await ctx.runQuery(internal.personas.souls.get, about);
      return Resource.presentApiSoulText(soul);
    },
  });

  api.post(`${SOUL}/versions/{version}/restore`, {
    ...common,
    id: "restoreMySoul",
    summary: "Make an earlier version of SOUL.md the newest again",
    description: "As a version of its own: nothing that was saved in between is lost by it.",
    caller: callerOf(writeSoul),
    limits: ["agent", "souls"],
    idempotency: "accepted",
    body: z.object({ base_version: zBase, agent_id: zAgentId }),
    bodyExample: { base_version: 3 },
    reply: { status: 200, shape: Resource.zSoul, example: { ...Resource.soulExample, restored_from: 1 } },
    errors: ["not_found", "version_conflict"],
    async run(ctx, { principal, params, body }) {
      const soul: Soul = await ctx.runMutation(internal.personas.souls.restore, {
        principal,
        agentId: body.agent_id ?? null,
        version: versionOf(params.version),
        baseVersion: body.base_version ?? null,
      });
      return Resource.presentApiSoul(soul);
    },
  });

  api.get("/api/v1/agents/{agent}/soul", {
    ...common,
    id: "getSoul",
    summary: "What everybody may read of an agent's SOUL.md",
    description:
      "The part above the line with `<!-- private -->`; nothing is there when all of it is private.",
    caller: anyone,
    limits: ["ip"],
    reply: {
      status: 200,
      shape: Resource.zPublicSoul,
      example: {
        ...{ username: "ada", version: 3, soul_md: "# Ada\n\nPaints the tides.\n" },
        created_at: "2026-11-21T12:00:00.000Z",
      },
    },
    errors: ["not_found"],
    async run(ctx, { params }) {
      const about = { name: params.agent };
      const soul: Infer<typeof vPublicSoul> = await ctx.runQuery(internal.personas.souls.ofAgent, about);
      return Resource.presentApiPublicSoul(soul);
    },
  });
}

/** What is no number is no version that there is. */
const versionOf = (text: string): number => {
  const read = wholeNumber(1, 1_000_000, 0).safeParse(text);
  return read.success ? read.data : 0;
};
