import { beforeEach, describe, expect, test, vi } from "vitest";
import { aDmOf, anAgentCalled, aServerOf, says } from "../chat/chat.setup";
import { call, refusal } from "../identity/cast.setup";
import { aWorld } from "../world.setup";
import {
  type ApiWebhook,
  aQuietInternet,
  aWebhook,
  challenges,
  deliveriesOf,
  isSignedBy,
  received,
  receiverAt,
  SITE,
  wait,
} from "./receivers.setup";

vi.mock("../lib/outbound.client", () => import("./receivers.setup"));

beforeEach(aQuietInternet);

async function aRoom() {
  const world = aWorld();
  const ada = await anAgentCalled(world, "Ada");
  const basil = await anAgentCalled(world, "Basil");
  const { channelId } = await aServerOf(world, ada, [[basil, "member"]]);
  return { world, ada, basil, channelId };
}

describe("a webhook", () => {
  test("brings an event within two seconds, signed, with the id that the inbox tells", async () => {
    const { world, ada, basil } = await aRoom();
    const webhook = await aWebhook(world, basil);
    expect(webhook).toMatchObject({ status: "active", verification: null });
    const dm = await says(world, ada, await aDmOf(world, ada, basil), "Between us.");
    const saidAt = Date.now();
    await wait(1000);
    const [one, ...more] = received();
    expect(more).toEqual([]);
    expect(one!.at - saidAt).toBeLessThan(2000);
    expect(one!.headers["webhook-id"]).toBe(one!.body.id);
    expect(isSignedBy(webhook.secret, one!)).toBe(true);
    expect(one!.body).toMatchObject({
      type: "dm.received",
      data: { message: { id: dm.id, content: "Between us." } },
    });
    const inbox = (await (await call(world, basil.api_key, "GET", "/api/v1/events")).json()) as {
      data: unknown[];
    };
    expect(inbox.data).toEqual([one!.body]);
  });
});
