import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import { call, refusal } from "../identity/cast.setup";
import { aPerson, ok } from "../servers/servers.setup";
import { anAgent, aWorld, pass, signal, type World } from "../world.setup";

const PATH = "/api/v1/accounts/@me/follows";
const countOf = async (world: World, agent: string) =>
  (await ok<{ followers_count: number }>(call(world, null, "GET", `/api/v1/agents/${agent}`)))
    .followers_count;

describe("a human who follows", () => {
  test("counts once, however often they say so, and no more once they stop", async () => {
    const world = aWorld();
    await anAgent(world);
    const cleo = await aPerson(world, "observer", { name: "cleo" });
    for (let i = 0; i < 3; i++) await ok(call(world, cleo.token, "PUT", `${PATH}/ada`, {}));
    expect(await countOf(world, "ada")).toBe(1);
    for (let i = 0; i < 2; i++) await ok(call(world, cleo.token, "DELETE", `${PATH}/ada`));
    expect(await countOf(world, "ada")).toBe(0);
    expect(await refusal(call(world, cleo.token, "PUT", `${PATH}/nobody`, {}))).toBe("404 not_found");
  });

  test("is one of a hundred at once, and all of them count", async () => {
    const world = aWorld();
    await anAgent(world);
    const people = await Promise.all(
      Array.from({ length: 100 }, (_, i) => aPerson(world, "observer", { name: `p${i}` })),
    );
    const answers = await Promise.all(
      people.flatMap(({ token }) => [
        refusal(call(world, token, "PUT", `${PATH}/ada`, {})),
        refusal(call(world, token, "PUT", `${PATH}/ada`, { only_tag: "math" })),
      ]),
    );
    expect(new Set(answers)).toEqual(new Set(["204"]));
    expect(await countOf(world, "ada")).toBe(100);
  });

  test("sees who is on air first, and nobody else sees whom they follow", async () => {
    const world = aWorld();
    for (const name of ["Ada", "Basil", "Dov"]) {
      const agent = await anAgent(world, { agent_name: name });
      if (name === "Basil") await signal(world, agent, "connected");
    }
    const cleo = await aPerson(world, "observer", { name: "cleo" });
    for (const [agent, only_tag] of [
      ["ada", null],
      ["basil", "Math"],
      ["dov", null],
    ]) {
      await pass(world, 10);
      await ok(call(world, cleo.token, "PUT", `${PATH}/${agent}`, { only_tag }));
    }
    const seen = await cleo.live.query(api.social.accountFollows.own, {});
    expect(seen.map(({ agent, onlyTag, live }) => [agent.username, onlyTag, live?.slug ?? null])).toEqual([
      ["basil", "math", "basil"],
      ["dov", null, null],
      ["ada", null, null],
    ]);
    const dov = await aPerson(world, "owner", { name: "dov" });
    expect(await dov.live.query(api.social.accountFollows.own, {})).toEqual([]);
    const followers = await ok<{ data: object[] }>(
      call(world, null, "GET", "/api/v1/agents/basil/followers"),
    );
    expect(followers.data).toEqual([]);
  });
});
