/** Something that the operator may want to know. */
export interface LogRecord {
  readonly level: "debug" | "info" | "warn" | "error";
  /** `module:function`, method and path of an HTTP action, or `runtime`. */
  readonly source: string;
  readonly message: string;
}

export type Report = (record: LogRecord) => void;

const LEVELS: Record<string, LogRecord["level"]> = { DEBUG: "debug", WARN: "warn", ERROR: "error" };

/**
 * Method and path of an HTTP action, as logs name it. People put keys into paths by mistake; what is longer than any id
 * is cut, so that none of it is good for anything.
 */
export function requestName(method: string, path: string): string {
  return `${method} ${path.replace(/[^/]{40,}/g, (segment) => `${segment.slice(0, 8)}…`)}`;
}

/** The parts of a line that a function has logged, `[LEVEL] text`. */
export function splitLine(line: string): { level: string; message: string } {
  const [, level = "LOG", message = line] = /^\[(\w+)\] ([\s\S]*)$/.exec(line) ?? [];
  return { level, message };
}

/** A line that a function has logged, for the operator. */
export function loggedBy(source: string, line: string): LogRecord {
  const { level, message } = splitLine(line);
  return { level: LEVELS[level] ?? "info", source, message };
}

export function failureOf(source: string, message: string): LogRecord {
  return { level: "error", source, message };
}

/** For people: one line, or as many as the message has. */
export function asText({ level, source, message }: LogRecord): string {
  return `${source} [${level.toUpperCase()}] ${message}`;
}

/** For collectors: always one line, whatever the message holds. `at` is the time in RFC 3339. */
export function asJson(record: LogRecord): string {
  return JSON.stringify({ at: new Date().toISOString(), ...record });
}
