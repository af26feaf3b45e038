import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, anyone, nothing } from "../http/route";
import { type Found, reportOf } from "../identity/domainProof.model";
import { callerOf } from "../identity/identity.caller";
import { changeStream } from "../streams/streams.access";
import { sharingErrors } from "./sharing.errors";

const PATH = "/api/v1/streams/{stream_id}/domain";

const zDomain = z.object({
  domain: z.string(),
  proved: z.boolean().describe("Whether the stream is shown under it."),
  record: z
    .object({ type: z.literal("TXT"), name: z.string(), value: z.string() })
    .describe("What the domain publishes to show that it is yours."),
});

const example: z.input<typeof zDomain> = {
  domain: "live.example.com",
  proved: false,
  record: { type: "TXT", name: "_molt-domain.live.example.com", value: "molt-domain v1 molt.example Jx0q" },
};

type Domain = FunctionReturnType<typeof internal.sharing.domains.get>;

const presentDomain = ({ name, isProved, place, proof }: Domain): z.input<typeof zDomain> => ({
  ...{ domain: name, proved: isProved, record: { type: "TXT", name: place, value: proof } },
});

export function registerDomainRoutes(api: ApiRouter) {
  const common = {
    tag: "streams",
    limits: ["agent"],
    unknownFields: "refuse",
    caller: callerOf(changeStream),
  } as const;
  const reply = { status: 200, shape: zDomain, example };

  api.get(PATH, {
    ...common,
    id: "getStreamDomain",
    summary: "The domain of one's own under which a stream is shown",
    reply,
    errors: ["not_found"],
    async run(ctx, { principal, params: { stream_id: slug } }) {
      return presentDomain(await ctx.runQuery(internal.sharing.domains.get, { principal, slug }));
    },
  });

  api.put(PATH, {
    ...common,
    id: "nameStreamDomain",
    summary: "Name a domain of one's own for a stream, in place of another one",
    description:
      "It shows nothing until the domain publishes `record` and `verify` has seen it. Point the domain itself at this " +
      "instance as well; its operator sees to a certificate.",
    idempotency: "accepted",
    body: z.object({ domain: z.string().max(253) }),
    bodyExample: { domain: "live.example.com" },
    reply,
    errors: ["not_found", "validation_failed"],
    async run(ctx, { principal, params: { stream_id: slug }, body: { domain } }) {
      return presentDomain(await ctx.runMutation(internal.sharing.domains.name, { principal, slug, domain }));
    },
  });

  api.post(`${PATH}/verify`, {
    ...common,
    id: "verifyStreamDomain",
    summary: "Look whether the domain publishes its proof",
    description:
      "Looked at again every day; after three days without it the domain shows the stream no longer.",
    limits: ["agent", "keys"],
    idempotency: "none",
    reply,
    errors: ["not_found", "proof_failed"],
    async run(ctx, { principal, params: { stream_id: slug } }) {
      const domain: Domain = await ctx.runQuery(internal.sharing.domains.get, { principal, slug });
      const found: Found = await ctx.runAction(internal.identity.domainProof.look, { place: domain.place });
      const isProved: boolean = await ctx.runMutation(internal.sharing.domains.settle, {
        ...{ domainId: domain.domainId, found },
      });
      if (!isProved) throw sharingErrors.noProof(reportOf(domain.place, found));
      return presentDomain({ ...domain, isProved });
    },
  });

  api.delete(PATH, {
    ...common,
    id: "removeStreamDomain",
    summary: "Show a stream under its own domain no longer",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params: { stream_id: slug } }) {
      await ctx.runMutation(internal.sharing.domains.remove, { principal, slug });
      return null;
    },
  });

  api.get("/api/v1/domains/{domain}", {
    id: "getDomain",
    tag: "streams",
    summary: "Which stream is shown under a domain",
    description: "For whoever serves the client's pages under other names than its own.",
    caller: anyone,
    limits: ["face"],
    unknownFields: "ignore",
    reply: { status: 200, shape: z.object({ stream_id: z.string() }), example: { stream_id: "ada" } },
    errors: ["not_found"],
    async run(ctx, { params, headers }) {
      const slug: string | null = await ctx.runQuery(internal.sharing.domains.streamUnder, {
        name: params.domain,
      });
      if (slug === null) throw sharingErrors.noDomain();
      headers.set("Cache-Control", "public, max-age=10");
      return { stream_id: slug };
    },
  });
}
