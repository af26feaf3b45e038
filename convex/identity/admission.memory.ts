import { onNewProcess } from "../http/memory";
import type { Bearer } from "../lib/principal";
import type { Shown } from "./admission.model";

/**
 * Whom this process has let in a moment ago, and to what, for requests that read. It says under which name to count them and
 * which questions to ask for them, and opens nothing: every function that answers looks at the credential again in its
 * own transaction (`readmit`), so that one which has ended since is refused with its very next request. Who was refused is
 * not remembered, and is looked up each time.
 *
 * So are requests that write, because a kept answer (`http/replay.ts`) has no such function behind it.
 */
const remembered = new Map<string, { bearer: Bearer; until: number }>();
onNewProcess(() => remembered.clear());

/** Long enough for a bot that reads every second, and over before anybody could notice what it was told too late. */
const REMEMBERED_MS = 10_000;
/** A bound on memory, of half a kilobyte each. */
const MOST = 20_000;

/** `toWhat` names what they were let in to: a policy, and what it was about. */
export function recall(request: Request, shown: Shown, toWhat: string): Bearer | null {
  const known = reads(request) ? remembered.get(`${keyOf(shown)} ${toWhat}`) : undefined;
  return known && known.until > Date.now() ? known.bearer : null;
}

/** Until `end` at the latest. */
export function remember(request: Request, shown: Shown, toWhat: string, bearer: Bearer, end: number): void {
  const key = keyOf(shown);
  if (key === null || !reads(request)) return;
  remembered.delete(`${key} ${toWhat}`); // A map keeps its order: what was renewed last goes last.
  remembered.set(`${key} ${toWhat}`, { bearer, until: Math.min(Date.now() + REMEMBERED_MS, end) });
  if (remembered.size > MOST) remembered.delete(remembered.keys().next().value!);
}

const reads = ({ method }: Request) => method === "GET" || method === "HEAD";

/** A credential by its digest or its sign-in: never the secret, nor a token. Clerk's sign-ins are Clerk's to remember. */
function keyOf(shown: Shown): string | null {
  if (shown.kind === "secret") return `${shown.of} ${shown.hash}`;
  return shown.kind === "token" ? `token ${shown.loginId}` : null;
}
