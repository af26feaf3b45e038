import { statSync } from "node:fs";
import path from "node:path";
import type { Writer } from "./clients/client.ts";
import { markedText } from "./clients/marker.ts";
import type { ContenderName, Stage } from "./contenders.ts";

/** In one transaction, within Convex's limits on documents and bytes. */
const BATCH = 8_000;
const LARGE_BATCH = 2_000;
const LARGE_BYTES = 4_000;

export interface Filling {
  /** One room for each number of messages. */
  rooms: readonly number[];
  /** Large messages in another room bring the database to at least this size. */
  mib: number;
}

export function roomOf(messages: number): string {
  return `room of ${messages}`.replaceAll(" ", "-");
}

const folders = new WeakMap<Stage, Map<string, Promise<string>>>();

/** A data folder with that much in it. Made once per run and kind of server. */
export function filledFolder(stage: Stage, name: ContenderName, filling: Filling): Promise<string> {
  const made = folders.get(stage) ?? new Map<string, Promise<string>>();
  folders.set(stage, made);
  const folder = made.get(name) ?? fill(stage, name, filling);
  made.set(name, folder);
  return folder;
}

async function fill(stage: Stage, name: ContenderName, { rooms, mib }: Filling): Promise<string> {
  const dir = stage.folder();
  const { client, process } = await stage.start(name, dir);
  const writer = await client.writer();
  for (const messages of rooms) await fillRoom(writer, roomOf(messages), messages);
  while (name === "molt" && databaseMib(dir) < mib)
    await writer.fill("large", markedText(0, LARGE_BYTES), LARGE_BATCH);
  writer.close();
  await process.stop();
  return dir;
}

async function fillRoom(writer: Writer, room: string, messages: number): Promise<void> {
  for (let left = messages; left > 0; left -= BATCH)
    await writer.fill(room, markedText(0), Math.min(left, BATCH));
}

/** Size of the embedded runtime's database without its journal. */
export function databaseMib(dir: string): number {
  return statSync(path.join(dir, "data.db")).size / 2 ** 20;
}
