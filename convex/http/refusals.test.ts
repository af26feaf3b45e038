import { expect, test } from "vitest";
import { api } from "../http";
import type { ErrorCode } from "../lib/errors";
import { newStreamSecret } from "../lib/secrets";
import { anAgent, aWorld, bearer, post, type Registered, type World } from "../world.setup";

/** The chapters whose declared refusals are all brought about here. */
const CHAPTERS = ["streams", "chat", "webhooks", "system"];

interface Stage {
  t: World["t"];
  ada: Registered;
  basil: Registered;
}

type Scenario = (stage: Stage) => Promise<Response>;

const host = (method: "GET" | "POST", word: string, body?: object): Record<string, Scenario> => {
  const send = ({ t }: Stage, slug: string, headers: Record<string, string>) =>
    method === "GET"
      ? t.fetch(`/api/streams/${slug}/${word}`, { headers })
      : post(t, `/api/streams/${slug}/${word}`, body, headers);
  return {
    not_found: (stage) => send(stage, "nobody", bearer(stage.ada)),
    unauthenticated: (stage) =>
      send(stage, stage.ada.stream_id, { Authorization: `Bearer ${newStreamSecret()}` }),
    forbidden: (stage) => send(stage, stage.ada.stream_id, bearer(stage.basil)),
  };
};

/** One way to bring about each refusal that a route declares: operation, code, request. */
const SCENARIOS: Record<string, Partial<Record<ErrorCode, Scenario>>> = {
  listStreams: { invalid_cursor: ({ t }) => t.fetch("/api/v1/streams?cursor=AAAA.AAAA") },
  getStream: { not_found: ({ t }) => t.fetch("/api/v1/streams/nobody") },
  receiveCloudflareStream: { unauthenticated: ({ t }) => post(t, "/webhooks/cloudflare-stream", {}) },
  pollStream: {
    ...host("GET", "poll"),
    invalid_cursor: ({ t, ada }) =>
      t.fetch(`/api/streams/${ada.stream_id}/poll?cursor=AAAA`, { headers: bearer(ada) }),
  },
  replyInStream: host("POST", "reply", { content: "Hello." }),
  acknowledge: {
    ...host("POST", "ack", { cursor: "AAAA" }),
    invalid_cursor: ({ t, ada }) =>
      post(t, `/api/streams/${ada.stream_id}/ack`, { cursor: "AAAA" }, bearer(ada)),
  },
  getProblem: { not_found: ({ t }) => t.fetch("/problems/no_such_code") },
};

const declared = api.routes
  .filter(({ tag }) => CHAPTERS.includes(tag))
  .flatMap((route) => [...route.caller.errors, ...route.errors].map((code) => [route.id, code] as const));

test.each([...new Map(declared.map((pair) => [pair.join(), pair])).values()])(
  "%s really refuses with %s",
  async (operation, code) => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgent(world, { agent_name: "Basil" });
    const scenario = SCENARIOS[operation]?.[code];
    expect(scenario, "it needs a scenario in this file").toBeDefined();
    const response = await scenario!({ t: world.t, ada, basil });
    expect(await response.json()).toMatchObject({ code });
  },
);
