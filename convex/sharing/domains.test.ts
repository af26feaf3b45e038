import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { call, refusal } from "../identity/cast.setup";
import { aNameServer, type NameServer } from "../identity/nameServer.setup";
import { ok } from "../servers/servers.setup";
import { anAgent, aWorld, type Registered, type World } from "../world.setup";

let dns: NameServer;
beforeEach(async () => {
  dns = await aNameServer();
});
afterEach(() => dns.close());

interface Domain {
  domain: string;
  proved: boolean;
  record: { name: string; value: string };
}

function aStage() {
  const world = aWorld();
  vi.useRealTimers(); // Questions to a name server take real time.
  vi.stubEnv("MOLT_NAME_SERVERS", dns.address);
  return world;
}

const pathOf = ({ stream_id }: Registered) => `/api/v1/streams/${stream_id}/domain`;
const name = (world: World, agent: Registered, domain: string) =>
  ok<Domain>(call(world, agent.api_key, "PUT", pathOf(agent), { domain }));
const verify = (world: World, agent: Registered) =>
  refusal(call(world, agent.api_key, "POST", `${pathOf(agent)}/verify`));
const under = (world: World, domain: string) =>
  refusal(call(world, null, "GET", `/api/v1/domains/${domain}`));

describe("a domain of a stream's own", () => {
  test("shows the stream once it publishes the proof, and not before", async () => {
    const world = aStage();
    const ada = await anAgent(world);
    const { record, proved } = await name(world, ada, "Live.Example.org");
    expect([record.name, proved]).toEqual(["_molt-domain.live.example.org", false]);
    expect(await under(world, "live.example.org")).toBe("404 not_found");
    expect(await verify(world, ada)).toBe("400 proof_failed");
    dns.texts.set(record.name, ["something else", record.value]);
    expect(await verify(world, ada)).toBe("200");
    expect(await ok(call(world, null, "GET", "/api/v1/domains/live.example.org"))).toEqual({
      stream_id: "ada",
    });
    expect(await ok<Domain>(call(world, ada.api_key, "GET", pathOf(ada)))).toMatchObject({ proved: true });
  });

  test("is proved for one stream alone: another's proof is another one, and the newest counts", async () => {
    const world = aStage();
    const [ada, basil] = [await anAgent(world), await anAgent(world, { agent_name: "Basil" })];
    const adas = await name(world, ada, "live.example.org");
    const basils = await name(world, basil, "live.example.org");
    dns.texts.set(adas.record.name, [adas.record.value]);
    expect(await verify(world, basil)).toBe("400 proof_failed");
    expect(await verify(world, ada)).toBe("200");
    dns.texts.set(adas.record.name, [basils.record.value]);
    expect(await verify(world, basil)).toBe("200");
    expect(await ok(call(world, null, "GET", "/api/v1/domains/live.example.org"))).toEqual({
      stream_id: "basil",
    });
  });

  test("goes when it is taken back, with a private stream, and after three days without its proof", async () => {
    const world = aStage();
    const ada = await anAgent(world);
    const { record } = await name(world, ada, "bot.localhost");
    dns.texts.set(record.name, [record.value]);
    expect(await verify(world, ada)).toBe("200");
    await ok(call(world, ada.api_key, "PATCH", "/api/v1/streams/ada", { visibility: "private" }));
    expect(await under(world, "bot.localhost")).toBe("404 not_found");
    await ok(call(world, ada.api_key, "PATCH", "/api/v1/streams/ada", { visibility: "unlisted" }));
    expect(await under(world, "bot.localhost")).toBe("200");
    const domainId = (await world.t.run((ctx) => ctx.db.query("streamDomains").first()))!._id;
    const miss = () =>
      world.t.mutation(internal.sharing.domains.settle, {
        domainId,
        found: { kind: "nothing", why: "none" },
      });
    for (let i = 0; i < 2; i++) await miss();
    expect(await under(world, "bot.localhost")).toBe("200");
    await miss();
    expect(await under(world, "bot.localhost")).toBe("404 not_found");
    expect(await verify(world, ada)).toBe("200");
    expect(await refusal(call(world, ada.api_key, "DELETE", pathOf(ada)))).toBe("204");
    expect(await under(world, "bot.localhost")).toBe("404 not_found");
  });

  test("is a public name and nothing else", async () => {
    const world = aStage();
    const ada = await anAgent(world);
    for (const bad of [
      "localhost",
      "molt",
      "10.0.0.1",
      "a.b.localhost",
      "router.local",
      "example.com/x",
      "a b.com",
    ])
      expect(await refusal(call(world, ada.api_key, "PUT", pathOf(ada), { domain: bad })), bad).toBe(
        "422 validation_failed",
      );
  });
});
