import { expect, test, vi } from "vitest";
import type { Id } from "../_generated/dataModel";
import { call, cleo, type Persona, refusal } from "../identity/cast.setup";
import { anOwner, claim, settle } from "../identity/owners.setup";
import { aWorld, type World } from "../world.setup";
import { disableAll } from "./disabling.model";
import { receiverAt, SITE, wait } from "./receivers.setup";

vi.mock("../lib/outbound.client", () => import("./receivers.setup"));

vi.setConfig({ testTimeout: 30_000 });

const SECRET_PATH = `${SITE}/hooks/a-word-that-only-they-know`;

/** Cleo with a key, and Dov who owns her. */
async function stage() {
  const world = aWorld();
  const dov = await anOwner(world);
  const agent = await cleo(world);
  await settle(world, agent.access_token, await claim(world, dov, "cleo"));
  const made = await call(world, agent.access_token, "POST", "/api/v1/keys", { name: "hers" });
  return {
    world,
    dov,
    key: ((await made.json()) as Persona).api_key,
    agentId: agent.agent_id as Id<"agents">,
  };
}

const makes = async (world: World, credential: string, over: object = {}) => {
  const form = { url: SECRET_PATH, mode: "always", events: ["webhook.disabled"], ...over };
  const answer = await call(world, credential, "POST", "/api/v1/webhooks", form);
  if (answer.status !== 201) throw new Error(await refusal(answer));
  return ((await answer.json()) as { id: string }).id;
};

/** What the owner reads of webhooks in the trail, oldest first, and by whom it was done. */
async function trailOf(world: World, credential: string, agentId: string) {
  const answer = await call(world, credential, "GET", `/api/v1/audit?agent_id=${agentId}&limit=100`);
  const { data } = (await answer.json()) as {
    data: { kind: string; actor: { kind: string }; subject: object; facts: Record<string, string> }[];
  };
  return data.filter(({ kind }) => kind.startsWith("webhook.")).reverse();
}

const said = (entries: Awaited<ReturnType<typeof trailOf>>) =>
  entries.map(({ kind, actor, facts }) => [kind, actor.kind, facts.reason].filter(Boolean).join(" "));

test("what is done to a webhook is in the agent's trail, by whoever did it, with its host and no more", async () => {
  const { world, dov, key, agentId } = await stage();
  const id = await makes(world, key);
  const path = `/api/v1/webhooks/${id}`;
  await call(world, key, "PATCH", path, { mode: "offline_only" });
  await call(world, dov.token, "PATCH", path, { enabled: false });
  await call(world, dov.token, "POST", `${path}/enable`);
  await call(world, key, "POST", `${path}/rotate`, {});
  await call(world, dov.token, "DELETE", path);
  const entries = await trailOf(world, dov.token, agentId);
  expect(said(entries)).toEqual([
    ...["webhook.created agent", "webhook.enabled agent", "webhook.changed agent"],
    ...["webhook.disabled account", "webhook.enabled account"],
    ...["webhook.secret_rotated agent", "webhook.deleted account"],
  ]);
  for (const { subject, facts } of entries) {
    expect(subject).toEqual({ kind: "webhook", id });
    expect(facts.name).toBe(new URL(SITE).host);
  }
  expect(JSON.stringify(entries)).not.toContain("only-they-know");
});

test("a change that is refused leaves no trace", async () => {
  const { world, dov, key, agentId } = await stage();
  const id = await makes(world, key);
  const before = await trailOf(world, dov.token, agentId);
  expect(await refusal(call(world, key, "PATCH", `/api/v1/webhooks/${id}`, { url: "http://[" }))).toMatch(
    /^4/,
  );
  expect(await trailOf(world, dov.token, agentId)).toEqual(before);
});

test("one that is switched off by itself says why", async () => {
  const { world, dov, key, agentId } = await stage();
  const id = await makes(world, key);
  receiverAt(SECRET_PATH, () => 410);
  await call(world, key, "POST", `/api/v1/webhooks/${id}/test`, { type: "webhook.disabled" });
  await wait(5000);
  expect(said(await trailOf(world, dov.token, agentId)).at(-1)).toBe("webhook.disabled system gone");
  receiverAt(SECRET_PATH, () => 200);
  await call(world, key, "POST", `/api/v1/webhooks/${id}/enable`);
  await world.t.run((ctx) => disableAll(ctx, agentId));
  expect(said(await trailOf(world, dov.token, agentId)).at(-1)).toBe("webhook.disabled system recovered");
});
