import { onNewProcess } from "./memory";

/** Lines per second and process that are written one by one; beyond, they are counted. 200 lines are about 3 MB a minute. */
const LINES_PER_SECOND = 200;

export interface RequestLine {
  method: string;
  /** The pattern and never the path: a path may hold names, and a query anything. */
  route: string | null;
  status: number;
  ms: number;
  request_id: string;
  principal: string | null;
  /** The problem's code, when the answer is one. */
  code?: string;
}

let second = 0;
let written = 0;
let dropped = 0;
onNewProcess(() => {
  [second, written, dropped] = [0, 0, 0];
});

/** Writes one line about a request. Under a flood it writes what there is room for, and how many there were. */
export function logRequest(line: RequestLine): void {
  const now = Date.now();
  const thisSecond = Math.floor(now / 1000);
  if (thisSecond !== second) {
    if (dropped > 0)
      write("info", { event: "requests_not_logged", count: dropped, since: iso(second * 1000) });
    [second, written, dropped] = [thisSecond, 0, 0];
  }
  if (written++ < LINES_PER_SECOND) write("info", { event: "request", ...line });
  else dropped++;
}

/** Writes why a request failed in a way that nobody foresaw. It may quote anything, and stays in the log. */
export function logFailure(requestId: string, error: unknown): void {
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  write("error", { event: "request_failed", request_id: requestId, cause });
}

/** One JSON object per line, whatever the fields hold. */
function write(level: "info" | "error", fields: object): void {
  const line = JSON.stringify({ at: iso(Date.now()), level, ...fields });
  if (level === "error") console.error(line);
  else console.log(line);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
