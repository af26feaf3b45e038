import { describe, expect, test } from "vitest";
import { internal } from "../_generated/api";
import { aWorld, pass, type World } from "../world.setup";
import { ABANDONED_AFTER_MS, POOL_SIZE } from "./inputs.model";

const refill = ({ t }: World) => t.mutation(internal.streams.inputs.refill, {});
const states = ({ t }: World) =>
  t.run(async (ctx) => (await ctx.db.query("liveInputs").collect()).map((input) => input.state.kind));
const ready = async (world: World) => (await states(world)).filter((kind) => kind === "ready").length;
const made = ({ provider }: World) => provider.requests.filter((request) => request.method === "POST").length;

describe("filling the pool", () => {
  test("it is filled to its size and not beyond, however often it is asked", async () => {
    const world = aWorld();
    await Promise.all(Array.from({ length: 10 }, () => refill(world)));
    await pass(world, 1000);
    expect(await ready(world)).toBe(POOL_SIZE);
    await refill(world);
    await pass(world, 1000);
    expect(made(world)).toBe(POOL_SIZE);
  });

  test("inputs are made as Cloudflare wants them, and record", async () => {
    const world = aWorld();
    await refill(world);
    await pass(world, 1000);
    expect(world.provider.requests[0]).toEqual({
      method: "POST",
      path: "/client/v4/accounts/account/stream/live_inputs",
      body: {
        meta: { name: "molt" },
        enabled: true,
        preferLowLatency: true,
        recording: { mode: "automatic", requireSignedURLs: false, timeoutSeconds: 10 },
      },
    });
  });

  test("a provider that is down leaves no claimed slot behind, and the next refill succeeds", async () => {
    const world = aWorld();
    world.provider.down = true;
    await refill(world);
    await pass(world, 1000);
    expect(await states(world)).toEqual([]);
    expect(made(world)).toBe(1); // The first failure was enough to know.
    world.provider.down = false;
    await refill(world);
    await pass(world, 1000);
    expect(await ready(world)).toBe(POOL_SIZE);
  });

  test("slots of a refill that died are claimed again after a while, and not before", async () => {
    const world = aWorld();
    await world.t.run(async (ctx) => {
      for (let i = 0; i < POOL_SIZE; i++) {
        await ctx.db.insert("liveInputs", {
          state: { kind: "provisioning", attempt: 1, claimedAt: Date.now() },
        });
      }
    });
    await pass(world, ABANDONED_AFTER_MS - 1000);
    await refill(world);
    await pass(world, 500);
    expect(made(world)).toBe(0);
    await pass(world, 1000);
    await refill(world);
    await pass(world, 1000);
    expect(await ready(world)).toBe(POOL_SIZE);
  });

  test("an answer that comes after its slot went to a later attempt falls away and is cleaned up", async () => {
    const world = aWorld();
    const slot = await world.t.run(async (ctx) => ({
      inputId: await ctx.db.insert("liveInputs", {
        state: { kind: "provisioning", attempt: 2, claimedAt: Date.now() },
      }),
      attempt: 1,
    }));
    await world.t.action(internal.streams.inputs.provision, { slots: [slot] });
    expect(await states(world)).toEqual(["provisioning"]);
    expect(world.provider.inputs.size).toBe(0);
    expect(world.provider.requests.map((request) => request.method)).toEqual(["POST", "DELETE"]);
  });

  test("a refill that fails after its slot went to a later attempt does not release it", async () => {
    const world = aWorld();
    world.provider.down = true;
    const slot = await world.t.run(async (ctx) => ({
      inputId: await ctx.db.insert("liveInputs", {
        state: { kind: "provisioning", attempt: 2, claimedAt: Date.now() },
      }),
      attempt: 1,
    }));
    await world.t.action(internal.streams.inputs.provision, { slots: [slot] });
    expect(await states(world)).toEqual(["provisioning"]);
  });
});
