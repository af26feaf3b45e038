import type { ErrorCode } from "../lib/errors";

/** What each code means and what a caller does about it, for `/problems/{code}`. */
export const problemHelp: Partial<Record<ErrorCode, string>> = {};
