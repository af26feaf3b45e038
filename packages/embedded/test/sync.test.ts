import { ConvexClient } from "convex/browser";
import { expect, onTestFinished, test, vi } from "vitest";
import { aRawClient } from "./rawClient.ts";
import { aDeployment, api, eventually } from "./support.ts";

function aClient(url: string): ConvexClient {
  const client = new ConvexClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });
  onTestFinished(() => client.close());
  return client;
}

test("SY3: 100 subscribers of one query cause one run per change", async () => {
  const deployment = await aDeployment();
  const clients = Array.from({ length: 100 }, () => aClient(deployment.url));
  const last = new Map<number, number>();
  for (const [i, client] of clients.entries())
    client.onUpdate(api.messages.loud, { room: "a" }, (count: number) => void last.set(i, count));
  await eventually(() => (last.size === 100 ? true : undefined));
  for (let i = 0; i < 5; i++) await clients[0]!.mutation(api.messages.send, { room: "a", body: `${i}` });
  await clients[0]!.mutation(api.messages.send, { room: "b", body: "of no interest" });
  await eventually(() => ([...last.values()].every((count) => count === 5) ? true : undefined));
  expect(deployment.log.filter((line) => line.includes("counting")).length).toBe(6);
}, 20_000);

test("SY13: a client that only listens stays connected; one that does not answer any more is let go", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const deployment = await aDeployment();
  const [listener, gone] = [await aRawClient(deployment), await aRawClient(deployment)];
  gone.socket.pong = () => {};
  for (let minute = 0; minute < 5; minute++) {
    vi.advanceTimersByTime(60_000);
    // The answers travel over a real network.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect((await gone.closed()).code).toBe(1006);
  expect(listener.socket.readyState).toBe(listener.socket.OPEN);
  expect(listener.received.map(({ type }) => type)).toContain("Ping");
});
