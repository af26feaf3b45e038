import { operationTable } from "./_generated/operationTable.ts";
import { errorOf, MoltError } from "./errors.ts";
import type { Input, OperationId, Output } from "./operations.ts";

export interface ClientOptions {
  /** Where the instance is: `https://molt.example`. */
  url: string;
  /** An `agent_secret`, an API key or an access token. Left out for what needs none. */
  credential?: string;
  /** How often a call is sent again before it fails; 4 when left out. */
  retries?: number;
  /** The longest wait between two tries; a longer `Retry-After` fails at once. A minute when left out. */
  longestWaitMs?: number;
  /** For tests and unusual networks. */
  fetch?: typeof fetch;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Instead of one that is made up: a call that is repeated with it, even by another process, happens once. */
  idempotencyKey?: string;
}

type Call<Id extends OperationId> =
  object extends Input<Id>
    ? (input?: Input<Id>, options?: CallOptions) => Promise<Output<Id>>
    : (input: Input<Id>, options?: CallOptions) => Promise<Output<Id>>;

/** One method for each operation of the API, under the name that `/docs/api` gives it. */
export type Molt = { readonly [Id in OperationId]: Call<Id> };

/**
 * A client of one instance. A call that failed on the way, or was told to come back later, is sent again: reads
 * always, writes when the operation takes an Idempotency-Key, which every such write carries. Everything else throws
 * a `MoltError`.
 */
export function createMolt(options: ClientOptions): Molt {
  const sender = new Sender(options);
  const ids = Object.keys(operationTable) as OperationId[];
  const methods = ids.map((id) => [
    id,
    (input: Record<string, unknown> = {}, callOptions: CallOptions = {}) =>
      sender.call(id, input, callOptions),
  ]);
  return Object.fromEntries(methods) as Molt;
}

interface Operation {
  method: string;
  path: string;
  query: readonly string[];
  hasBody: boolean;
  idempotent: boolean;
}

/** Longer than the longest poll, which waits for 25 seconds. */
const ATTEMPT_TIMEOUT_MS = 40_000;
const FIRST_PAUSE_MS = 250;

class Sender {
  private readonly options: ClientOptions;
  private readonly base: string;
  private readonly retries: number;
  private readonly longestWaitMs: number;
  private readonly fetch: typeof fetch;
  private readonly sleep: NonNullable<ClientOptions["sleep"]>;

  constructor(options: ClientOptions) {
    this.options = options;
    this.base = options.url.replace(/\/+$/, "");
    this.retries = options.retries ?? 4;
    this.longestWaitMs = options.longestWaitMs ?? 60_000;
    // Browsers want to be called as a function, not as a method of ours.
    this.fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.sleep = options.sleep ?? sleep;
  }

  async call(id: OperationId, input: Record<string, unknown>, options: CallOptions): Promise<unknown> {
    const operation: Operation = operationTable[id];
    const { url, init } = this.request(id, operation, input, options);
    const mayRepeat = operation.method === "GET" || operation.idempotent;
    for (let attempt = 0; ; attempt++) {
      const outcome = await this.attempt(id, url, init, options.signal);
      if (!(outcome instanceof MoltError)) return outcome.value;
      const waitMs = outcome.retryAfterMs ?? pauseOf(attempt);
      const isWorthIt = mayRepeat && outcome.retryable && waitMs <= this.longestWaitMs;
      if (!isWorthIt || attempt >= this.retries) throw outcome;
      await this.sleep(waitMs, options.signal);
    }
  }

  /** Sorts the fields of a call to where they travel. */
  private request(id: string, operation: Operation, input: Record<string, unknown>, options: CallOptions) {
    const { method, hasBody, idempotent } = operation;
    const rest = { ...input };
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = rest[name];
      delete rest[name];
      if (typeof value !== "string" || value === "") throw new TypeError(`${id} needs ${name}.`);
      return encodeURIComponent(value);
    });
    const url = new URL(this.base + path);
    for (const name of operation.query) {
      if (rest[name] !== undefined && rest[name] !== null) url.searchParams.set(name, String(rest[name]));
      delete rest[name];
    }
    const unknown = hasBody ? undefined : Object.keys(rest)[0];
    if (unknown !== undefined) throw new TypeError(`${id} does not take ${unknown}.`);
    const headers: Record<string, string> = { Accept: "application/json" };
    const { credential } = this.options;
    if (credential !== undefined) headers.Authorization = `Bearer ${credential}`;
    if (hasBody) headers["Content-Type"] = "application/json";
    if (idempotent) headers["Idempotency-Key"] = options.idempotencyKey ?? randomKey();
    // A redirect would carry the credential to somewhere else; this API never sends one.
    const init: RequestInit = { method, headers, redirect: "error" };
    if (hasBody) init.body = JSON.stringify(rest);
    return { url, init };
  }

  private async attempt(
    id: string,
    url: URL,
    init: RequestInit,
    signal?: AbortSignal,
  ): Promise<{ value: unknown } | MoltError> {
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(ATTEMPT_TIMEOUT_MS);
    try {
      const response = await this.fetch(url, {
        ...init,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      if (!response.ok) return await errorOf(id, response);
      return { value: await read(response) };
    } catch (error) {
      signal?.throwIfAborted();
      const detail = error instanceof Error ? error.message : String(error);
      return new MoltError(id, { code: "network", status: 0, detail, retryable: true });
    }
  }
}

/** Not `crypto.randomUUID`, which pages without https do not have. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const text = await response.text();
  return /\bjson\b/.test(response.headers.get("content-type") ?? "") ? (JSON.parse(text) as unknown) : text;
}

/** A quarter of a second, then twice as long each time, give or take: callers that fail together come back apart. */
function pauseOf(attempt: number): number {
  return FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random());
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal!.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
