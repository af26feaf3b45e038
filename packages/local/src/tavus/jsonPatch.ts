import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

const vPointer = z.string().regex(/^(?:\/(?:[^~/]|~[01])*)+$/);
const vOperation = z.discriminatedUnion("op", [
  z.object({ op: z.enum(["add", "replace", "test"]), path: vPointer, value: z.unknown() }),
  z.object({ op: z.literal("remove"), path: vPointer }),
  z.object({ op: z.enum(["move", "copy"]), path: vPointer, from: vPointer }),
]);
export const vPatch = z.array(vOperation).max(100);
export type Patch = z.infer<typeof vPatch>;

/** The patch does not fit the document. Nothing of it has been done. */
export class PatchError extends Error {}

/** A copy of a document, changed as a JSON Patch (RFC 6902) says. */
export function patched(document: Record<string, unknown>, patch: Patch): Record<string, unknown> {
  const copy = structuredClone(document);
  for (const operation of patch) {
    const { op, path } = operation;
    if (op === "remove") take(copy, path);
    else if (op === "add") put(copy, path, operation.value);
    else if (op === "move") put(copy, path, take(copy, operation.from));
    else if (op === "copy") put(copy, path, structuredClone(find(copy, operation.from)));
    else if (op === "test" && !isDeepStrictEqual(find(copy, path), operation.value))
      throw new PatchError(`The value at ${path} is another one`);
    else if (op === "replace") {
      find(copy, path);
      take(copy, path);
      put(copy, path, operation.value);
    }
  }
  return copy;
}

type Place = { parent: Record<string, unknown> | unknown[]; key: string };

function placeOf(document: Record<string, unknown>, path: string): Place {
  const keys = path
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const key = keys.pop()!;
  let parent: unknown = document;
  for (const step of keys) parent = isThere(parent, step) ? (parent as Record<string, unknown>)[step] : null;
  if (typeof parent !== "object" || parent === null) throw new PatchError(`There is nothing at ${path}`);
  return { parent: parent as Place["parent"], key };
}

/** Its own members only: what every object has is no part of the document. */
const isThere = (parent: unknown, key: string): boolean =>
  typeof parent === "object" && parent !== null && Object.hasOwn(parent, key) && key !== "length";

function find(document: Record<string, unknown>, path: string): unknown {
  const { parent, key } = placeOf(document, path);
  if (!isThere(parent, key)) throw new PatchError(`There is nothing at ${path}`);
  return (parent as Record<string, unknown>)[key];
}

function take(document: Record<string, unknown>, path: string): unknown {
  const value = find(document, path);
  const { parent, key } = placeOf(document, path);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return value;
}

function put(document: Record<string, unknown>, path: string, value: unknown): void {
  const { parent, key } = placeOf(document, path);
  if (!Array.isArray(parent)) {
    if (key === "__proto__") throw new PatchError(`There is nothing at ${path}`);
    parent[key] = value;
    return;
  }
  const at = key === "-" ? parent.length : Number(key);
  if (!/^(?:-|\d{1,6})$/.test(key) || at > parent.length) throw new PatchError(`There is nothing at ${path}`);
  parent.splice(at, 0, value);
}
