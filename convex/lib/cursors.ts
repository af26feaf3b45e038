const LONGEST = 256;

/**
 * An opaque cursor: where a reader stands in one named list. The scope (a stream's id, the name of a listing)
 * is part of it, so a cursor of one list is refused by another. It grants nothing, therefore it is not signed.
 */
export function encodeCursor(scope: string, position: readonly number[]): string {
  return btoa(JSON.stringify([scope, ...position]))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** The position in the list `scope`, or null when the cursor is malformed or belongs to another list. */
export function decodeCursor(scope: string, cursor: string, length: number): number[] | null {
  if (cursor.length > LONGEST || !/^[\w-]+$/.test(cursor)) return null;
  try {
    const parsed: unknown = JSON.parse(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")));
    if (!Array.isArray(parsed) || parsed[0] !== scope) return null;
    const position: unknown[] = parsed.slice(1);
    return position.length === length && position.every(isPosition) ? position : null;
  } catch {
    return null; // Not base64, or not JSON inside: the same answer as any other cursor we did not make.
  }
}

function isPosition(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
