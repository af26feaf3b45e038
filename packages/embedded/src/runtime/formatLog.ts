import inspect from "object-inspect";
import { ownRealm } from "./ownRealm.ts";

/** A log line as clients show it: `[LOG] 'text' 1`, and objects with a line for each field. */
export function formatLog(level: string, args: unknown[]): string {
  const text = args.map((arg) => inspect(ownRealm(arg) as never, { indent: 2 })).join(" ");
  return `[${level}] ${text.length > 32_768 ? `${text.slice(0, 32_768)}…` : text}`;
}
