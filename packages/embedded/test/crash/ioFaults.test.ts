import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { aFreePort, aProcess, aPushFile } from "../process.ts";
import { Random } from "../random/seed.ts";
import { eventually, temporaryDir } from "../support.ts";
import { overHttp } from "./clients.ts";
import { readLedger, requireSound } from "./ledger.ts";
import { Load } from "./load.ts";
import { attachingMissing, type Fault, injectFault } from "./strace.ts";

const CLIENTS = 8;
const FAULT_MS = 300;
/** Under load, a time without an acknowledgement that is no accident. */
const SETTLED_MS = 300;
const RECOVERY_MS = 5_000;

const DATABASE = ["data.db", "data.db-wal", "."];
/** Which calls fail, and whether no operation can do without them. */
const CALLS = [
  { calls: "fsync,fdatasync", indispensable: true, files: DATABASE },
  { calls: "pwrite64", indispensable: true, files: DATABASE },
  { calls: "pread64", indispensable: false, files: DATABASE },
  // Stored files have names that nobody knows beforehand.
  { calls: "openat", indispensable: false, files: [] },
  { calls: "rename", indispensable: false, files: [] },
];
const NTH = ["1", "2", "5", "1+"];

if (attachingMissing !== null) console.log(`No system call fails: ${attachingMissing}.`);

test.skipIf(attachingMissing !== null).each(["EIO", "ENOSPC"] as const)(
  "DU7: after %s the deployment says so, acknowledges nothing that is not synced, and goes on by itself",
  async (error) => {
    const dir = temporaryDir();
    const { process, data, load } = await aLoadedDeployment(dir);
    for (const { calls, indispensable, files } of CALLS)
      for (const when of NTH) {
        const fault = { calls, error, when, files: files.map((name) => join(data, name)) };
        await endure(load, process.child.pid!, fault, indispensable && when === "1+");
        expect([fault, process.child.exitCode]).toEqual([fault, null]);
        load.requireSound(data);
      }
    await process.kill();
    requireSound(readLedger(data), load.journal);
  },
  120_000,
);

/** Lets a fault happen under load, and waits until operations are acknowledged again. */
async function endure(load: Load, pid: number, fault: Fault, nothingWorks: boolean): Promise<void> {
  const repair = await injectFault(pid, fault);
  await sleep(FAULT_MS);
  if (nothingWorks) {
    // What was under way when the fault began is answered by and by; after that nothing is.
    await eventually(async () => {
      const before = load.acknowledged;
      await sleep(SETTLED_MS);
      return load.acknowledged === before ? true : undefined;
    });
    // On a busy machine the silence may have come before the fault.
    const saysSo = async () => (await fetch(`${load.url}/health`)).status === 503 || undefined;
    await eventually(saysSo, RECOVERY_MS);
  }
  await repair();
  const then = load.acknowledged;
  await eventually(() => (load.acknowledged > then ? true : undefined), RECOVERY_MS);
}

test.skipIf(attachingMissing !== null)(
  "OP1: /health notices by itself that the disk works again",
  async () => {
    const dir = temporaryDir();
    const { process, data, load } = await aLoadedDeployment(dir, dir, 0);
    const health = async () => (await fetch(`${load.url}/health`)).status;
    const repair = await noSyncWorks(process.child.pid!, data);
    await expect(overHttp(load.url, "ledger:append", { key: "lost" })).rejects.toThrow(/disk I\/O error/);
    expect(await health()).toBe(503);
    await repair();
    expect(await health()).toBe(200);
  },
  30_000,
);

test.skipIf(attachingMissing !== null)(
  "DU7: what was refused does not come back when the process dies",
  async () => {
    const dir = temporaryDir();
    const { process, data, load } = await aLoadedDeployment(dir, dir, 0);
    await overHttp(load.url, "ledger:append", { key: "kept" });
    const repair = await noSyncWorks(process.child.pid!, data);
    await expect(overHttp(load.url, "ledger:append", { key: "refused" })).rejects.toThrow(/disk I\/O error/);
    await process.kill();
    await repair();
    expect(readLedger(data).entries).toMatchObject([{ key: "kept" }]);
  },
  30_000,
);

function noSyncWorks(pid: number, data: string): Promise<() => Promise<void>> {
  const files = DATABASE.map((name) => join(data, name));
  return injectFault(pid, { calls: "fsync,fdatasync", error: "EIO", when: "1+", files });
}

test.skipIf(!mayMount())(
  "DU7: a full disk is survived, and left behind when there is space again",
  async () => {
    const dir = temporaryDir();
    const disk = join(dir, "disk");
    mkdirSync(disk);
    mountDisk(disk);
    onTestFinished(() => void execFileSync("umount", ["-l", disk]));
    const { process, data, load } = await aLoadedDeployment(dir, disk);
    await eventually(
      async () => ((await fetch(`${load.url}/health`)).status === 503 ? true : undefined),
      20_000,
    );
    await sleep(1_000);
    load.requireSound(data);
    execFileSync("mount", ["-o", "remount,size=64m", disk]);
    const before = load.acknowledged;
    await eventually(() => (load.acknowledged > before + 100 ? true : undefined), RECOVERY_MS);
    await eventually(async () => ((await fetch(`${load.url}/health`)).status === 200 ? true : undefined));
    expect(process.child.exitCode).toBeNull();
    await process.kill();
    requireSound(readLedger(data), load.journal);
  },
  60_000,
);

async function aLoadedDeployment(dir: string, dataParent = dir, clients = CLIENTS) {
  const data = join(dataParent, "data");
  const args = ["--port", `${await aFreePort()}`, "--push", await aPushFile(dir, "crash/app")];
  const process = await aProcess(data, { args });
  return { process, data, load: new Load(await process.url(), clients, new Random(1)) };
}

/** Whether a small disk can be mounted here; says why not. */
function mayMount(): boolean {
  const dir = mkdtempSync(join(tmpdir(), "mount-"));
  try {
    mountDisk(dir);
    execFileSync("umount", [dir]);
    return true;
  } catch (error) {
    console.log(`No disk is filled: ${(error as Error).message.trim()}.`);
    return false;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function mountDisk(dir: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", dir], { stdio: "pipe" });
}
