/** The part of a file that a request asks for; both ends are included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header for a file of `size` bytes: the range, `"whole"` when there is none that means anything,
 * or `"unsatisfiable"` for one beyond the end and for several at once.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | "whole" | "unsatisfiable" {
  const ranges = /^bytes=(.*)$/i.exec(header?.trim() ?? "")?.[1];
  if (ranges === undefined) return "whole";
  if (ranges.includes(",")) return "unsatisfiable";
  const parts = /^\s*(\d*)-(\d*)\s*$/.exec(ranges);
  if (!parts || (parts[1] === "" && parts[2] === "")) return "whole";
  const [first, last] = [parts[1]!, parts[2]!];
  // Without a beginning, the number counts from the end.
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return "whole";
  return start <= end ? { start, end } : "unsatisfiable";
}
