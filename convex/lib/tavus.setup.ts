/** Tavus' API (v2), as far as this backend speaks to it. Tests say what becomes of a render. */
export interface FakeRender {
  id: string;
  name: string;
  status: "queued" | "generating" | "ready" | "error" | "deleted";
  progress: string;
  fault: string;
  file: Uint8Array<ArrayBuffer>;
  /** Where it says that its file is, when that is somewhere else. */
  downloadUrl: string | null;
  /** What was ordered. */
  order: Record<string, unknown>;
}

export const TAVUS_URL = "http://tavus.test/v2";

/** What happens to a call in place of its answer. */
export type Mishap =
  | "timeout" // nobody answers; the caller gives up, here without the wait
  | "garbage" // something that is no JSON
  | "lost" // it is done, and the answer gets lost
  | number; // refused with this status

const COMPLETED = { status: "completed", training_progress: "100/100", model_name: "molt-draft" };

/** The beginning of an MP4, and some bytes more. */
export function anMp4(size = 4096): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  bytes.set(new TextEncoder().encode("\0\0\0\x20ftypisom"), 0);
  return bytes;
}

export class FakeTavus {
  readonly renders = new Map<string, FakeRender>();
  readonly personas = new Map<string, Record<string, unknown>>();
  readonly replicas = new Map<string, Record<string, unknown>>([
    ["rstock01", { replica_id: "rstock01", replica_name: "Iris", ...COMPLETED }],
    ["rstock02", { replica_id: "rstock02", replica_name: "Milo", ...COMPLETED }],
  ]);
  readonly requests: { method: string; path: string; body: unknown }[] = [];
  down = false;
  /** Orders are taken, and not listed yet. */
  listsNothing = false;
  /** What is to happen to calls of this method and path, each until it is taken out. */
  readonly mishaps = new Map<string, Mishap>();
  /** How far a replica is when it has just been ordered. */
  training: Record<string, unknown> = COMPLETED;
  private made = 0;

  /** Renders, the first ordered first. */
  get ordered(): FakeRender[] {
    return [...this.renders.values()];
  }

  /** The provider has finished what it was ordered to render. */
  finish(render: FakeRender | undefined = this.ordered.at(-1)): FakeRender {
    if (!render) throw new Error("Nothing was ordered.");
    return Object.assign(render, { status: "ready", progress: "100/100" } as const);
  }

  async answer(url: string, init: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url);
    const method = init.method ?? "GET";
    const path = pathname.replace(/^\/v2/, "");
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as unknown) : null;
    this.requests.push({ method, path, body });
    if (this.down) throw new TypeError("connect ECONNREFUSED");
    const mishap = this.mishapOf(method, path);
    if (mishap === "timeout") throw new DOMException("This operation was aborted", "AbortError");
    if (mishap === "garbage") return new Response("<html>", { status: 200 });
    if (typeof mishap === "number") return Response.json({ message: "no" }, { status: mishap });
    if (path.startsWith("/files/")) return this.file(path);
    if (new Headers(init.headers).get("x-api-key") !== "tavus-key")
      return Response.json({ message: "Invalid access token" }, { status: 401 });
    const answer = this.route(method, path, (body ?? {}) as Record<string, unknown>, searchParams);
    if (mishap === "lost") throw new TypeError("socket hang up");
    return answer;
  }

  /** By `POST /videos`, or `GET /videos/*` for whichever. */
  private mishapOf(method: string, path: string): Mishap | undefined {
    return (
      this.mishaps.get(`${method} ${path}`) ??
      this.mishaps.get(`${method} ${path.replace(/^(\/\w+\/).+$/, "$1*")}`)
    );
  }

  private file(path: string): Response {
    const render = this.renders.get(path.replace(/^\/files\/(\w+)\.mp4$/, "$1"));
    return render ? new Response(render.file) : new Response(null, { status: 404 });
  }

  private route(
    method: string,
    path: string,
    body: Record<string, unknown>,
    query: URLSearchParams,
  ): Response {
    const [, what, id] = path.split("/");
    if (what === "videos") return this.onVideos(method, id, body);
    const created_at = new Date().toISOString();
    if (what === "personas")
      return this.onThing(this.personas, method, id, body, { prefix: "p", key: "persona_id", created_at });
    if (what === "replicas") {
      const type = query.get("replica_type");
      const some = [...this.replicas].filter(
        ([, { replica_type = "system" }]) => !type || type === replica_type,
      );
      const facts = { prefix: "r", key: "replica_id", replica_type: "user", created_at, ...this.training };
      return id === undefined && method === "GET"
        ? this.onThing(new Map(some), method, id, body, facts)
        : this.onThing(this.replicas, method, id, body, facts);
    }
    return Response.json({ message: "Not found" }, { status: 404 });
  }

  private onVideos(method: string, id: string | undefined, body: Record<string, unknown>): Response {
    if (method === "POST") return this.order(body);
    if (id === undefined) {
      const data = this.listsNothing ? [] : this.ordered.reverse().map(asJson);
      return Response.json({ data, total_count: data.length });
    }
    const render = this.renders.get(id);
    if (!render) return Response.json({ message: "Invalid video_id" }, { status: 404 });
    if (method !== "DELETE") return Response.json(asJson(render));
    this.renders.delete(id);
    return new Response(null, { status: 204 });
  }

  private order(body: Record<string, unknown>): Response {
    if (!this.replicas.has(String(body.replica_id)))
      return Response.json({ error: "Invalid replica_id" }, { status: 400 });
    const render: FakeRender = {
      id: `v${++this.made}`,
      name: String(body.video_name),
      status: "queued",
      progress: "0/100",
      fault: "",
      file: anMp4(),
      downloadUrl: null,
      order: body,
    };
    this.renders.set(render.id, render);
    return Response.json(asJson(render));
  }

  private onThing(
    all: Map<string, Record<string, unknown>>,
    method: string,
    id: string | undefined,
    body: Record<string, unknown>,
    { prefix, key, ...facts }: { prefix: string; key: string; [fact: string]: unknown },
  ): Response {
    if (method === "POST") {
      const thing: Record<string, unknown> = { ...facts, ...body, [key]: `${prefix}${++this.made}` };
      all.set(String(thing[key]), thing);
      return Response.json(thing);
    }
    if (id === undefined) return Response.json({ data: [...all.values()], total_count: all.size });
    const thing = all.get(id);
    if (!thing) return Response.json({ message: `Invalid ${key}` }, { status: 404 });
    if (method === "PATCH") {
      for (const { path, value } of body as unknown as { path: string; value: unknown }[])
        thing[path.slice(1)] = value;
      return new Response(null, { status: 200 });
    }
    if (method !== "DELETE") return Response.json(thing);
    all.delete(id);
    return new Response(null, { status: 204 });
  }
}

function asJson({ id, name, status, progress, fault, downloadUrl, order }: FakeRender) {
  const isReady = status === "ready";
  return {
    ...{ video_id: id, video_name: name, status, generation_progress: progress },
    data: { script: order.script },
    download_url: isReady ? (downloadUrl ?? `http://tavus.test/v2/files/${id}.mp4`) : "",
    hosted_url: `http://tavus.test/hosted/${id}`,
    ...{ status_details: "", error_details: fault },
  };
}
