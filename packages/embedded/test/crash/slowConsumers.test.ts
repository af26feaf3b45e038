import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { Wire } from "../../src/sync/wire.ts";
import { aDeployment, eventually, folderOf, pushOf } from "../support.ts";
import { overHttp } from "./clients.ts";
import { requireNone } from "./ledger.ts";
import { Viewer } from "./viewer.ts";

const SLOW = 100;
const QUICK = 20;
const ENTRIES = 150;
const BODY_CHARACTERS = 20_000;
const SHOWN = 20;
/** What may wait for one client: a MiB, and the Transition that was begun below that. */
const MOST_WAITING_BYTES = (1 << 20) + SHOWN * BODY_CHARACTERS * 1.2;

test("SY15: clients that do not read hold up nobody, and at most a MiB and one Transition waits for each", async () => {
  const { waiting, slow, quick } = await broadcastPastSlowClients(ENTRIES);
  console.log(`at most ${waiting} bytes waited for one of ${SLOW} clients that did not read`);
  expect(waiting).toBeLessThan(MOST_WAITING_BYTES);
  for (const { session } of slow) session.resume();
  await eventually(() => (slow.every(({ newest }) => newest === ENTRIES - 1) ? true : undefined), 10_000);
  requireNone([...slow, ...quick].flatMap(({ problems, session }) => [...problems, ...session.refusals]));
  // What they have missed comes as one state, not as one message per change.
  for (const viewer of slow) expect(viewer.transitions).toBeLessThan(ENTRIES / 2);
}, 60_000);

test("SY15: a deployment without back-pressure is caught", async () => {
  vi.spyOn(Wire.prototype, "waiting", "get").mockReturnValue(0);
  onTestFinished(() => void vi.restoreAllMocks());
  const { waiting } = await broadcastPastSlowClients(ENTRIES / 3);
  expect(waiting).toBeGreaterThan(MOST_WAITING_BYTES);
}, 60_000);

/** Shows changes to clients of which most have stopped reading; returns the most bytes that waited for one. */
async function broadcastPastSlowClients(entries: number) {
  const sockets = serverSockets();
  const { url } = await aDeployment({ push: await pushOf("crash/app"), projectRoot: folderOf("crash/app") });
  const aViewer = () => {
    const viewer = new Viewer(SHOWN);
    onTestFinished(() => viewer.session.drop());
    return viewer;
  };
  const slow = Array.from({ length: SLOW }, aViewer);
  const quick = Array.from({ length: QUICK }, aViewer);
  await Promise.all([...slow, ...quick].map((viewer) => viewer.watch(url)));
  for (const { session } of slow) session.pause();
  let waiting = 0;
  for (let i = 0; i < entries; i++) {
    await overHttp(url, "ledger:append", { key: `${i}`, body: "x".repeat(BODY_CHARACTERS) });
    await eventually(() => (quick.every(({ newest }) => newest === i) ? true : undefined), 5_000);
    waiting = Math.max(waiting, ...sockets.map(({ writableLength }) => writableLength));
  }
  return { waiting, slow, quick };
}

/** Every connection that servers of this process accept from now on. */
function serverSockets(): Socket[] {
  const sockets: Socket[] = [];
  const accepted = (message: unknown) => sockets.push((message as { socket: Socket }).socket);
  subscribe("net.server.socket", accepted);
  onTestFinished(() => void unsubscribe("net.server.socket", accepted));
  return sockets;
}
