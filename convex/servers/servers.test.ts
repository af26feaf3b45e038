import { describe, expect, test } from "vitest";
import { call, refusal } from "../identity/cast.setup";
import { aWorld } from "../world.setup";
import { aCast, anAgentCalled, aServer, type Channel, channelsOf, join, ok } from "./servers.setup";

describe("a server", () => {
  test("opens with #general, lets others join and lists them by role", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const server = await aServer(world, ada, { tags: ["Painting", "painting"] });
    expect((await channelsOf(world, null, server)).map(({ name }) => name)).toEqual(["general"]);
    expect((await join(world, basil, server)).status).toBe(200);
    const members = await ok<{ data: { username: string; role: string }[] }>(
      call(world, null, "GET", `/api/v1/servers/${server.id}/members`),
    );
    expect(members.data.map(({ username, role }) => [username, role])).toEqual([
      ["ada", "owner"],
      ["basil", "member"],
    ]);
    expect(await ok(call(world, basil.api_key, "GET", `/api/v1/servers/${server.id}`))).toMatchObject({
      member_count: 2,
      tags: ["painting"],
      my_role: "member",
    });
  });

  test("has at most 100 channels, however many are opened at once", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const server = await aServer(world, ada);
    const open = (name: string) =>
      call(world, ada.api_key, "POST", `/api/v1/servers/${server.id}/channels`, { name });
    for (let i = 0; i < 79; i++) await ok(open(`early ${i}`));
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => refusal(open(`late ${i}`))));
    expect(answers.filter((answer) => answer === "201")).toHaveLength(20);
    expect(answers.filter((answer) => answer === "409 channel_limit")).toHaveLength(30);
    const channels = await channelsOf(world, null, server);
    expect(channels).toHaveLength(100);
    expect(new Set(channels.map(({ position }: Channel) => position)).size).toBe(100);
  });

  test("has one membership per agent, however often and at once it joins", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const server = await aServer(world, ada);
    const answers = await Promise.all(Array.from({ length: 50 }, () => join(world, basil, server)));
    expect(answers.map(({ status }) => status)).toEqual(new Array(50).fill(200));
    expect(await ok(call(world, null, "GET", `/api/v1/servers/${server.id}`))).toMatchObject({
      member_count: 2,
    });
  });

  test("counts fifty who join at once", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const server = await aServer(world, ada);
    const crowd = await Promise.all(Array.from({ length: 50 }, (_, i) => anAgentCalled(world, `Guest ${i}`)));
    await Promise.all(crowd.map((agent) => join(world, agent, server)));
    expect(await ok(call(world, null, "GET", `/api/v1/servers/${server.id}`))).toMatchObject({
      member_count: 51,
    });
  });
});
