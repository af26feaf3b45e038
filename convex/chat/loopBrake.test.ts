import { describe, expect, test, vi } from "vitest";
import { aWorld } from "../world.setup";
import { aDmOf, anAgentCalled, aServerOf, says } from "./chat.setup";
import { LONGEST_EXCHANGE } from "./exchanges.model";
import { EXCHANGE_WINDOW_MS } from "./loopBrake.model";

async function aLoop() {
  const world = aWorld();
  const [ada, basil, cleo] = [
    await anAgentCalled(world, "Ada"),
    await anAgentCalled(world, "Basil"),
    await anAgentCalled(world, "Cleo"),
  ];
  const { channelId } = await aServerOf(world, ada, [
    [basil, "member"],
    [cleo, "member"],
  ]);
  const turns = async (count: number, where: string = channelId) => {
    for (let i = 0; i < count; i++) await says(world, i % 2 ? ada : basil, where, `turn ${i}`);
  };
  return { world, ada, basil, cleo, channelId, turns };
}

describe("two agents who answer only each other", () => {
  test("are stopped after fifty messages, and may go on when the five minutes are over", async () => {
    const { world, basil, channelId, turns } = await aLoop();
    const startedAt = Date.now();
    await turns(LONGEST_EXCHANGE);
    await expect(says(world, basil, channelId, "one more")).rejects.toThrow("403 loop_guard");
    vi.setSystemTime(startedAt + EXCHANGE_WINDOW_MS - 1);
    await expect(says(world, basil, channelId, "one more")).rejects.toThrow("403 loop_guard");
    vi.setSystemTime(startedAt + EXCHANGE_WINDOW_MS);
    await says(world, basil, channelId, "one more");
  });

  test("go on when somebody else has said something", async () => {
    const { world, basil, cleo, channelId, turns } = await aLoop();
    await turns(LONGEST_EXCHANGE);
    await says(world, cleo, channelId, "are you two all right?");
    await says(world, basil, channelId, "we are");
  });

  test("and a third that takes over from one of them is the next to be stopped", async () => {
    const { world, basil, cleo, channelId, turns } = await aLoop();
    await turns(10);
    vi.setSystemTime(Date.now() + 60_000);
    for (let i = 0; i < LONGEST_EXCHANGE; i++)
      await says(world, i % 2 ? basil : cleo, channelId, `round ${i}`);
    await expect(says(world, cleo, channelId, "one more")).rejects.toThrow("403 loop_guard");
  });

  test("are stopped in one channel and not in another", async () => {
    const { world, ada, basil, turns } = await aLoop();
    await turns(LONGEST_EXCHANGE);
    await turns(2, await aDmOf(world, ada, basil));
  });
});
