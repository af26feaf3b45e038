import * as z from "zod";
import { tavusAccount } from "./env";

/**
 * The provider of personas, voices and faces has refused, or did not answer. The message holds no key and no text that
 * was sent, so it may be shown to those whose agent it is. `isRefusal`: sending the same again would not help.
 * `isUndone`: it is certain that nothing came of the call; otherwise perhaps only its answer got lost.
 */
export class TavusError extends Error {
  constructor(
    message: string,
    readonly isRefusal = false,
    readonly isUndone = isRefusal,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 20_000;
/** No answer that is read here comes near it. */
const MAX_ANSWER = 4 * 1024 * 1024;

export type TavusMethod = "GET" | "POST" | "PATCH" | "DELETE";

/** Whether this instance has an account at the provider at all. */
export const isTavusThere = (): boolean => tavusAccount() !== null;

/**
 * One call of Tavus' API (v2), and all that this backend ever makes of them. Answers what came back as JSON, or null
 * when the thing is not there, which that API says with 404 or with 400 and "Invalid …_id". A refusal of what was sent
 * (400, 409, 413, 422) is told apart from everything that may go well later: a network that is down, a wrong key, a
 * limit, a fault over there.
 */
export async function callTavus(method: TavusMethod, path: string, body?: unknown): Promise<unknown> {
  const account = tavusAccount();
  if (!account) throw new TavusError("This instance has no account at the provider of voices.", true);
  const what = `${method} ${path.replace(/\?.*$/, "")}`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(`${account.apiUrl}${path}`, {
      method,
      headers: {
        "x-api-key": account.apiKey,
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: abort.signal,
    });
    if (response.status === 404 || response.status === 410) return null;
    if (response.status === 304) return {}; // A change that changes nothing.
    const text = await response.text();
    if (response.status === 400 && UNKNOWN_ID.test(text)) return null;
    if (!response.ok) {
      const isRefusal = [400, 409, 413, 415, 422].includes(response.status);
      // What stands between may give up on a call that is done all the same, and a fault may come after the deed.
      const isUndone = response.status < 500 || response.status === 503;
      throw new TavusError(`${what} answered ${response.status}${saidIn(text)}`, isRefusal, isUndone);
    }
    if (text.length > MAX_ANSWER) throw new TavusError(`${what} answered too much.`);
    return text === "" ? {} : (JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof TavusError) throw error;
    // What a network says may hold addresses of this machine's surroundings.
    const why = abort.signal.aborted
      ? "took too long"
      : error instanceof SyntaxError
        ? "answered no JSON"
        : "failed";
    throw new TavusError(`${what} ${why}.`, false, hasNeverLeft(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Whether there was no connection that a call could have gone by. Not every runtime tells. */
function hasNeverLeft(error: unknown): boolean {
  const { code } = (error instanceof Error ? (error.cause ?? {}) : {}) as { code?: unknown };
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(
    `${code}`,
  );
}

const UNKNOWN_ID = /\binvalid \w+_id\b/i;

const zSaid = z.object({ message: z.string().optional(), error: z.string().optional() });

/** The provider's own word for it: it tells what is wrong with a sample. */
function saidIn(text: string): string {
  try {
    const { message, error } = zSaid.parse(JSON.parse(text));
    const said = wordsOf(message ?? error);
    return said ? `: ${said}` : ".";
  } catch {
    return ".";
  }
}

/** In the provider's words, without addresses: those of its files are for nobody. */
const wordsOf = (text: string | null | undefined): string =>
  (text ?? "")
    .replace(/\b\w+:\/\/\S+/g, "…")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);

/** What the provider said, as far as it is needed. An answer of another shape is its fault, not the caller's. */
export function parseTavus<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new TavusError(`${what} answered something unexpected.`);
  return parsed.data;
}

const at = (id: string) => encodeURIComponent(id);

/** What a persona is made of. */
export interface PersonaPlan {
  name: string;
  systemPrompt: string;
  context: string;
  replicaId: string | null;
}

const zPersona = z.object({ persona_id: z.string().min(1), persona_name: z.string().nullish() });

/** Makes a persona; answers its id. */
export async function createPersona(plan: PersonaPlan): Promise<string> {
  const made = await callTavus("POST", "/personas", {
    persona_name: plan.name,
    pipeline_mode: "full",
    system_prompt: plan.systemPrompt,
    ...(plan.context && { context: plan.context }),
    ...(plan.replicaId && { default_replica_id: plan.replicaId }),
  });
  if (made === null) throw new TavusError("The provider does not have the voice that was chosen.");
  return parseTavus(zPersona, made, "POST /personas").persona_id;
}

/** Makes a persona what the plan says. Answers whether it is there at all. `add` sets what is there and what is not. */
export async function changePersona(id: string, plan: PersonaPlan): Promise<boolean> {
  const answer = await callTavus("PATCH", `/personas/${at(id)}`, [
    { op: "add", path: "/persona_name", value: plan.name },
    { op: "add", path: "/system_prompt", value: plan.systemPrompt },
    { op: "add", path: "/context", value: plan.context },
    ...(plan.replicaId ? [{ op: "add", path: "/default_replica_id", value: plan.replicaId }] : []),
  ]);
  return answer !== null;
}

/** Removes a persona. One that is gone already is fine. */
export async function deletePersona(id: string): Promise<void> {
  await callTavus("DELETE", `/personas/${at(id)}`);
}

const PAGE = 100;
/** Lists are walked when an order was given and its answer never came; what was made then is among the newest. */
const MAX_PAGES = 20;

/** The persona of this name, which an order made whose answer got lost; null when there is none. */
export async function findPersonaNamed(name: string): Promise<string | null> {
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = `/personas?persona_type=user&limit=${PAGE}&page=${page}`;
    const zList = z.object({ data: z.array(zPersona) });
    const { data } = parseTavus(zList, await callTavus("GET", path), "GET /personas");
    const found = data.find(({ persona_name }) => persona_name === name);
    if (found) return found.persona_id;
    if (data.length < PAGE) return null;
  }
  return null;
}

const zReplica = z.object({
  replica_id: z.string().min(1),
  replica_name: z.string().nullish(),
  status: z.string().nullish(),
  training_progress: z.string().nullish(),
  error_message: z.string().nullish(),
  model_name: z.string().nullish(),
  created_at: z.string().nullish(),
});

/** A voice and face at the provider. */
export interface TavusReplica {
  id: string;
  name: string;
  status: "training" | "completed" | "error";
  progress: string | null;
  fault: string | null;
  modelName: string | null;
  createdAt: number | null;
}

function readReplica(given: z.output<typeof zReplica>): TavusReplica {
  const status =
    given.status === "completed" || given.status === "ready"
      ? "completed"
      : given.status === "error" || given.status === "deleted"
        ? "error"
        : "training";
  return {
    id: given.replica_id,
    name: given.replica_name ?? "",
    status,
    progress: given.training_progress ?? null,
    fault: wordsOf(given.error_message) || null,
    modelName: given.model_name ?? null,
    createdAt: Date.parse(given.created_at ?? "") || null,
  };
}

/** Has a replica made from a sample that the provider fetches itself. */
export async function createReplica(order: { name: string; sampleUrl: string }): Promise<TavusReplica> {
  const made = await callTavus("POST", "/replicas", {
    replica_name: order.name,
    train_video_url: order.sampleUrl,
  });
  return readReplica(parseTavus(zReplica, made, "POST /replicas"));
}

/** A replica, or null when it is not there, or no longer. */
export async function findReplica(id: string): Promise<TavusReplica | null> {
  const found = await callTavus("GET", `/replicas/${at(id)}?verbose=true`);
  return found === null ? null : readReplica(parseTavus(zReplica, found, "GET /replicas"));
}

/** The replicas of one sort, as far as the list is walked: the account's own, or those that the provider offers to all. */
export async function listReplicas(type: "user" | "system"): Promise<TavusReplica[]> {
  const all: TavusReplica[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = `/replicas?verbose=true&replica_type=${type}&limit=${PAGE}&page=${page}`;
    const zList = z.object({ data: z.array(zReplica) });
    const { data } = parseTavus(zList, await callTavus("GET", path), "GET /replicas");
    all.push(...data.map(readReplica));
    if (data.length < PAGE) break;
  }
  return all;
}

/** Removes a replica, for good. One that is gone already is fine. */
export async function deleteReplica(id: string): Promise<void> {
  await callTavus("DELETE", `/replicas/${at(id)}?hard=true`);
}
