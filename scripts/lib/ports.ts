import { createServer } from "node:net";
import type { Settings } from "./settings.ts";

/** True when a server can be opened on this port of the loopback address right now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** Four ports nobody uses at the moment, for instances that live beside others. */
export async function findFreePorts(): Promise<Settings["ports"]> {
  // All four are held open until the last is known, so that the system cannot hand out one of them twice.
  const probes = await Promise.all([openProbe(), openProbe(), openProbe(), openProbe()]);
  const [web, convex, site, rtmp] = probes.map(({ port }) => port) as [number, number, number, number];
  await Promise.all(probes.map(({ close }) => close()));
  return { web, convex, site, rtmp };
}

async function openProbe(): Promise<{ port: number; close: () => Promise<void> }> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const address = probe.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  const close = () => new Promise<void>((resolve) => probe.close(() => resolve()));
  return { port: address.port, close };
}
