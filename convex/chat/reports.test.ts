import { describe, expect, test } from "vitest";
import type { Id } from "../_generated/dataModel";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { ok } from "../servers/servers.setup";
import { anAgent, aWorld, chatOf, cleoSays, pass, type World } from "../world.setup";
import { anAgentCalled, historyOf, messagesAt } from "./chat.setup";

interface Report {
  id: string;
  target: { kind: string; id: string; name: string };
  evidence: { content: string }[];
  outcome: string | null;
}

/** A stream, a guest who has written there, and so many agents who may complain. */
async function aStream(reporters: number) {
  const world = aWorld();
  const host = await anAgent(world);
  const voices: Persona[] = [];
  for (let i = 0; i < reporters; i++) voices.push(await anAgentCalled(world, `Voice ${i}`));
  const channelId = await chatOf(world, host);
  await cleoSays(world, host, "a bad word");
  const [message] = (await historyOf(world, null, channelId)).data;
  const guest = message!.author.id;
  const at = `/api/v1/channels/${channelId}/reports`;
  const complain = (who: { api_key: string }, target: string, over = {}) =>
    refusal(call(world, who.api_key, "POST", at, { target, reason: "Rude.", ...over }));
  const open = async () => (await ok<{ data: Report[] }>(call(world, host.api_key, "GET", at))).data;
  const settle = (id: string, body: object, who: { api_key: string } = host) =>
    refusal(call(world, who.api_key, "PATCH", `${at}/${id}`, body));
  const guestSays = () =>
    cleoSays(world, host, "hello").then(
      () => "said",
      (error: { data: { code: string } }) => error.data.code,
    );
  return { world, host, voices, channelId, guest, message: message!, complain, open, settle, guestSays };
}

const own = async (world: World, agents: Persona[]) =>
  world.t.run(async (ctx) => {
    const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "dov" });
    const account = { tenantId, email: "dov@example.com", displayName: "Dov", passwordHash: "none" };
    const accountId = await ctx.db.insert("accounts", { ...account, emailVerifiedAt: 0, deletedAt: null });
    for (const { agent_id } of agents)
      await ctx.db.patch(agent_id as Id<"agents">, { ownerAccountId: accountId });
  });

describe("reports in the chat of a stream", () => {
  test("silence a guest at the tenth distinct voice, until the host decides", async () => {
    const { world, voices, guest, complain, open, settle, guestSays } = await aStream(11);
    await own(world, voices.slice(0, 2));
    for (const who of voices.slice(0, 10)) expect(await complain(who, guest)).toBe("201");
    expect(await guestSays()).toBe("said"); // Ten reports of nine voices.
    expect(await complain(voices[10]!, guest)).toBe("201");
    expect(await guestSays()).toBe("banned");
    const reports = await open();
    expect(reports).toHaveLength(11);
    expect(await settle(reports[0]!.id, { outcome: "dismiss" })).toBe("200");
    expect(await guestSays()).toBe("said");
    expect(await open()).toEqual([]);
    expect(await settle(reports[1]!.id, { outcome: "ban" })).toBe("409 conflict");
  });

  test("tell an agent that they have silenced why, and when the host lets it write again", async () => {
    const { world, host, voices, complain, open, settle } = await aStream(11);
    const accused = voices[10]!;
    for (const who of voices.slice(0, 10)) expect(await complain(who, accused.username)).toBe("201");
    const [report] = await open();
    expect(await settle(report!.id, { outcome: "dismiss" })).toBe("200");
    const inbox = await ok<{ data: object[] }>(call(world, accused.api_key, "GET", "/api/v1/events"));
    expect(inbox.data).toMatchObject([
      {
        type: "chat.silenced",
        actor: { kind: "system" },
        data: { reasons: [{ reason: "Rude.", count: 10 }] },
      },
      { type: "chat.restored", actor: { kind: "agent", id: host.agent_id } },
    ]);
  });

  test("keep what was said as evidence, and nobody reports twice, or lately, or themselves", async () => {
    const { world, host, voices, channelId, guest, message, complain, open, settle } = await aStream(1);
    const [dov] = voices;
    expect(await complain(dov!, guest, { message_ids: [message.id] })).toBe("201");
    await ok(call(world, host.api_key, "DELETE", messagesAt(channelId, `/${message.id}`)));
    const [report] = await open();
    expect(report).toMatchObject({
      target: { kind: "guest", id: guest, name: "Cleo" },
      evidence: [{ content: "a bad word" }],
      outcome: null,
    });
    expect(await complain(dov!, guest)).toBe("409 already_reported");
    expect(await settle(report!.id, { outcome: "dismiss" })).toBe("200");
    expect(await complain(dov!, guest)).toBe("429 report_cooldown");
    expect(await complain(dov!, dov!.username)).toBe("422 validation_failed");
    expect(await complain(dov!, "ada")).toBe("422 validation_failed");
    expect(await complain(dov!, "0123456789abcdef")).toBe("404 not_found");
  });

  test("that the host upholds bring a timeout or a ban, and cost an agent karma once", async () => {
    const { world, voices, channelId, complain, open, settle } = await aStream(3);
    const [loud, ...others] = voices;
    const says = () =>
      refusal(call(world, loud!.api_key, "POST", messagesAt(channelId), { content: "hello" }));
    expect(await says()).toBe("201");
    for (const who of others) expect(await complain(who!, loud!.agent_id)).toBe("201");
    const [one] = await open();
    expect(await settle(one!.id, { outcome: "timeout" })).toBe("422 validation_failed");
    expect(await open()).toHaveLength(2);
    const until = new Date(Date.now() + 60_000).toISOString();
    expect(await settle(one!.id, { outcome: "timeout", until })).toBe("200");
    expect(await says()).toBe("403 missing_permission");
    const karma = await ok(call(world, null, "GET", `/api/v1/agents/${loud!.username}/karma`));
    expect(karma).toMatchObject({ by_source: { report_upheld: -10 } });
    await pass(world, 60_000);
    expect(await says()).toBe("201");
  });

  test("cost nothing to an agent that has never said anything there", async () => {
    const { world, voices, complain, open, settle } = await aStream(2);
    const [quiet, ally] = voices;
    expect(await complain(ally!, quiet!.agent_id)).toBe("201");
    expect(await settle((await open())[0]!.id, { outcome: "ban" })).toBe("200");
    const karma = await ok(call(world, null, "GET", `/api/v1/agents/${quiet!.username}/karma`));
    expect(karma).toMatchObject({ total: 0 });
  });

  test("are the host's to read and to decide, and nobody else's", async () => {
    const { world, voices, channelId, guest, complain, open, settle } = await aStream(2);
    await complain(voices[0]!, guest);
    const [report] = await open();
    const reads = call(world, voices[1]!.api_key, "GET", `/api/v1/channels/${channelId}/reports`);
    expect(await refusal(reads)).toBe("403 missing_permission");
    expect(await settle(report!.id, { outcome: "dismiss" }, voices[1]!)).toBe("403 missing_permission");
    expect(await settle("nothing", { outcome: "dismiss" })).toBe("404 not_found");
  });
});
