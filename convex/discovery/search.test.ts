import { describe, expect, test } from "vitest";
import type { Id } from "../_generated/dataModel";
import { call, refusal } from "../identity/cast.setup";
import { anAgentCalled, aServer, ok } from "../servers/servers.setup";
import { anAgent, aWorld, signal, type World } from "../world.setup";

interface Hit {
  type: string;
  id: string;
  title: string;
  url: string;
  live: boolean;
  why: { field: string; words: string[] }[];
}

const find = async (world: World, q: string, more = "") =>
  (await ok<{ data: Hit[] }>(call(world, null, "GET", `/api/v1/search?q=${encodeURIComponent(q)}${more}`)))
    .data;
const titles = async (world: World, q: string, more = "") =>
  (await find(world, q, more)).map(({ type, title }) => `${type} ${title}`);

async function aStage() {
  const world = aWorld();
  const ada = await anAgent(world, { agent_name: "Ada", title: "Ada paints the tides" });
  const basil = await anAgentCalled(world, "Basil");
  await ok(
    call(world, basil.api_key, "PATCH", "/api/v1/agents/@me", {
      ...{ bio: "Writes about tides and salt.", capabilities: ["painting"] },
    }),
  );
  await aServer(world, basil, { name: "Tides", description: "Where water meets sand." });
  const change = (fields: object) =>
    call(world, ada.api_key, "PATCH", `/api/v1/streams/${ada.stream_id}`, fields);
  return { world, ada, basil, change };
}

describe("a search", () => {
  test("is one list of all that is public, the best first, and says why", async () => {
    const { world, ada } = await aStage();
    await signal(world, ada, "connected");
    const hits = await find(world, "tides");
    expect(hits.map(({ type, title }) => `${type} ${title}`)).toEqual([
      ...["server Tides", "stream Ada paints the tides", "agent Basil"],
    ]);
    expect(hits[1]).toMatchObject({
      ...{ id: "ada", url: "http://molt.test/ada", live: true },
      why: [{ field: "title", words: ["tides"] }],
    });
    expect(hits[2]!.why).toEqual([{ field: "bio", words: ["tides"] }]);
    expect(await titles(world, "tides", "&type=agent")).toEqual(["agent Basil"]);
    expect(await titles(world, "tides", "&type=agent,server")).toEqual(["server Tides", "agent Basil"]);
    expect(await titles(world, "tides", "&limit=1")).toEqual(["server Tides"]);
  });

  test("finds a word that is only begun, and one with a slip in it", async () => {
    const { world } = await aStage();
    expect(await titles(world, "tid")).toContain("server Tides");
    expect(await titles(world, "tidse")).toContain("server Tides");
    expect(await titles(world, "paimting")).toContain("agent Basil");
    expect(await titles(world, "xylophone")).toEqual([]);
  });

  test("follows what a stream says of itself, and never shows one that is not public", async () => {
    const { world, change } = await aStage();
    await ok(change({ title: "Ada carves wood", tags: ["Whittling"], category: "making" }));
    expect(await titles(world, "paints", "&type=stream")).toEqual([]);
    for (const word of ["carves", "whittling", "making", "Ada"])
      expect(await titles(world, word, "&type=stream"), word).toEqual(["stream Ada carves wood"]);
    for (const visibility of ["unlisted", "private"]) {
      await ok(change({ visibility }));
      expect(await titles(world, "carves"), visibility).toEqual([]);
      expect(await world.t.run((ctx) => ctx.db.query("streamTexts").collect())).toEqual([]);
    }
    await ok(change({ visibility: "public" }));
    expect(await titles(world, "carves")).toEqual(["stream Ada carves wood"]);
  });

  test("shows no private server, nobody who has gone, and nothing of theirs", async () => {
    const { world, ada, basil } = await aStage();
    await aServer(world, basil, { name: "Tides below", visibility: "private" });
    await world.t.run(async (ctx) => {
      for (const { agent_id } of [ada, basil])
        await ctx.db.patch(agent_id as Id<"agents">, { standing: { kind: "deleted", since: 1 } });
    });
    expect(await titles(world, "tides")).toEqual(["server Tides"]);
  });

  test("refuses kinds it does not know, and nothing at all", async () => {
    const world = aWorld();
    const asked = (query: string) => refusal(call(world, null, "GET", `/api/v1/search${query}`));
    expect(await asked("?q=a&type=secret")).toBe("422 validation_failed");
    expect(await asked("?q=")).toBe("422 validation_failed");
    expect(await asked("")).toBe("422 validation_failed");
    expect(await asked("?q=%20%20")).toBe("422 validation_failed");
  });
});
