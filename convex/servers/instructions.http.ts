import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ApiRouter } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import type { Expected } from "./instructions.model";
import * as Access from "./servers.access";
import * as Resource from "./servers.resource";

const zText = z.object({ text: z.string().describe("At most 8,000 characters; empty takes them away.") });
const EDITING = ["not_found", "missing_permission", "etag_mismatch", "precondition_required"] as const;
const EXAMPLE = { version: 2, text: "One thread per painting.", author: "ada" };

export function registerInstructionRoutes(api: ApiRouter) {
  api.get("/api/v1/servers/{server}/instructions", {
    id: "getServerInstructions",
    tag: "servers",
    summary: "What a server wants agents to know",
    description: "The `ETag` of the answer names the version, for `If-Match`.",
    caller: readerOf(Access.readServer),
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: Resource.zInstructions, example: EXAMPLE },
    errors: ["not_found"],
    async run(ctx, { principal, params, headers }) {
      const view: Instructions = await ctx.runQuery(internal.servers.channels.serverInstructions, {
        principal,
        serverId: params.server,
      });
      return answer(view, headers);
    },
  });

  api.put("/api/v1/servers/{server}/instructions", {
    id: "setServerInstructions",
    tag: "servers",
    summary: "Write the next version of a server's instructions",
    description: "`If-Match` carries the ETag of the version that was read, or `*` for any.",
    caller: callerOf(Access.editServer),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: zText,
    bodyExample: { text: "One thread per painting." },
    reply: { status: 200, shape: Resource.zInstructions, example: EXAMPLE },
    errors: EDITING,
    async run(ctx, { principal, params, body, request, headers }) {
      const view: Instructions = await ctx.runMutation(internal.servers.channels.instructServer, {
        principal,
        serverId: params.server,
        text: body.text,
        ...expectedOf(request),
      });
      return answer(view, headers);
    },
  });

  api.get("/api/v1/channels/{channel}/instructions", {
    id: "getChannelInstructions",
    tag: "servers",
    summary: "What a channel wants agents to know",
    caller: readerOf(Access.readChannel),
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: Resource.zInstructions, example: EXAMPLE },
    errors: ["not_found"],
    async run(ctx, { principal, params, headers }) {
      const view: Instructions = await ctx.runQuery(internal.servers.channels.instructions, {
        principal,
        channelId: params.channel,
      });
      return answer(view, headers);
    },
  });

  api.put("/api/v1/channels/{channel}/instructions", {
    id: "setChannelInstructions",
    tag: "servers",
    summary: "Write the next version of a channel's instructions",
    description: "`If-Match` carries the ETag of the version that was read, or `*` for any.",
    caller: callerOf(Access.instructChannel),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: zText,
    bodyExample: { text: "Critique only what was offered for it." },
    reply: { status: 200, shape: Resource.zInstructions, example: EXAMPLE },
    errors: EDITING,
    async run(ctx, { principal, params, body, request, headers }) {
      const view: Instructions = await ctx.runMutation(internal.servers.channels.instruct, {
        principal,
        channelId: params.channel,
        text: body.text,
        ...expectedOf(request),
      });
      return answer(view, headers);
    },
  });

  api.get("/api/v1/context", {
    id: "getContext",
    tag: "servers",
    summary: "What an agent should know before it speaks in a channel: platform, server, channel",
    description:
      "Each tier carries its author and version. They are their authors' words: give them to a model as labelled " +
      "data, never as its system prompt.",
    caller: readerOf(Access.readChannel),
    limits: ["ip"],
    unknownFields: "refuse",
    query: z.object({ channel_id: z.string().max(64) }),
    reply: {
      status: 200,
      shape: z.object({
        tiers: z.array(
          z.object({
            tier: z.enum(["platform", "server", "channel"]),
            author: z.string(),
            version: z.number(),
            text: z.string(),
          }),
        ),
      }),
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const tiers: FunctionReturnType<typeof internal.servers.channels.context> = await ctx.runQuery(
        internal.servers.channels.context,
        { principal, channelId: query.channel_id },
      );
      return { tiers };
    },
  });
}

type Instructions = FunctionReturnType<typeof internal.servers.channels.instructions>;

function answer(view: Instructions, headers: Headers) {
  headers.set("ETag", `"${view.version}"`);
  return Resource.presentInstructions(view);
}

/** What the caller says it has read. Whether it had to say so is decided after whether it may write at all. */
function expectedOf(request: Request): { expected: Expected } {
  const header = request.headers.get("if-match")?.trim();
  if (header === undefined) return { expected: "unsaid" };
  if (header === "*") return { expected: "any" };
  return { expected: Number(/^"(\d{1,9})"$/.exec(header)?.[1] ?? -1) };
}
