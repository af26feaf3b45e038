import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { UNDER_WAY_MS } from "../files/uploads.model";
import { auditKinds, basil, call, cleo, ed25519Signer, type Persona, refusal } from "../identity/cast.setup";
import { anOwner } from "../identity/owners.setup";
import { sha256Hex } from "../lib/hash";
import type { OutboundCall, OutboundFault, OutboundResult } from "../lib/outbound.client";
import { aWorld, pass, type World } from "../world.setup";
import { anMp3, aWav } from "./audio.setup";
import { consentText, SAMPLE_KEPT_MS } from "./replicas.model";
import { LEASE_MS } from "./tasks.model";

/** What is at the address of the sample, in the place of sockets, which `lib/outbound.client.test.ts` tries. */
let outside: OutboundFault | { status: number; bytes: Uint8Array; isWhole?: boolean };
let fetched: string[] = [];
vi.mock("../lib/outbound.client", () => ({
  callOutside: async ({ url }: OutboundCall): Promise<OutboundResult> => {
    fetched.push(url);
    if (typeof outside === "string") return { kind: "failed", fault: outside, durationMs: 1 };
    const rest = { contentType: "text/html", retryAfter: null, body: "", isWhole: true, durationMs: 1 };
    return { kind: "answered", ...rest, ...outside };
  },
}));

// Loading it takes real time, for which the clock of a test does not wait.
beforeEach(async () => {
  outside = { status: 200, bytes: aWav() };
  fetched = [];
  await import("./samples");
});

const URL_OF_SAMPLE = "https://example.org/basil.mp3";
const STATEMENT = "I am the person in this sample, and I agree that Basil speaks with my voice.";
const consent = { statement: STATEMENT };

interface Replica {
  id: string;
  status: string;
  error: { code: string; message: string } | null;
  trouble: string | null;
  sample_sha256: string | null;
  sample_until: string | null;
  consent: { statement: string; by: object; signed_with: string | null } | null;
  in_use: boolean;
}

async function ok<T>(answer: Response | Promise<Response>): Promise<T> {
  const response = await answer;
  if (response.status >= 300) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

const attach = (world: World, { api_key }: Pick<Persona, "api_key">, body: object) =>
  call(world, api_key, "POST", "/api/v1/replicas", body);
const list = async (world: World, { api_key }: Pick<Persona, "api_key">) =>
  (await ok<{ data: Replica[] }>(call(world, api_key, "GET", "/api/v1/replicas"))).data;
const files = ({ t }: World) => t.run((ctx) => ctx.db.system.query("_storage").collect());
const upload = ({ t }: World, bytes: Uint8Array<ArrayBuffer>): Promise<Id<"_storage">> =>
  t.run((ctx) => ctx.storage.store(new Blob([bytes], { type: "text/html" })));
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const orders = ({ provider }: World) =>
  provider.tavus.requests.filter(({ method, path }) => method === "POST" && path === "/replicas");
const own = ({ provider }: World) =>
  [...provider.tavus.replicas.values()].filter(({ replica_type }) => replica_type === "user");
const settle = async (world: World) => {
  for (let i = 0; i < 6; i++) await pass(world, 1000);
};

describe("a voice sample at registration", () => {
  test("without a consent is not fetched, and the agent speaks with a voice of the provider's", async () => {
    const world = aWorld();
    const agent = await basil(world);
    expect(agent).toMatchObject({ voice_status: "waiting_for_consent" });
    await settle(world);
    expect(fetched).toEqual([]);
    expect(await list(world, agent)).toMatchObject([{ status: "waiting", consent: null }]);
    const { data } = await ok<{ data: object[] }>(call(world, agent.api_key, "GET", "/api/v1/personas"));
    expect(data).toMatchObject([{ status: "ready", voice: { kind: "stock" } }]);
  });

  test("is made a voice once there is a consent, and the address need not be sent again", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await settle(world); // convex-test stores no file while something else is done
    await ok(attach(world, agent, { consent }));
    await settle(world);
    expect(fetched).toEqual([URL_OF_SAMPLE]);
    expect(await list(world, agent)).toMatchObject([{ status: "completed", in_use: true }]);
  });

  test("with a consent is made a voice at once", async () => {
    const world = aWorld();
    const agent = await basil(world, { voice_consent: consent });
    expect(agent).toMatchObject({ voice_status: "started" });
    await settle(world);
    expect(await list(world, agent)).toMatchObject([{ status: "completed" }]);
  });

  test.each(["http://example.org/a.mp3", "ftp://x", "javascript:alert(1)", "https://ada:key@example.org/a"])(
    "at %s is refused, and nobody is registered",
    async (voice_sample_url) => {
      const world = aWorld();
      const form = { name: "Dov", email: "dov@example.org", soul_md: "# Dov", voice_sample_url };
      expect(await refusal(call(world, null, "POST", "/agents/register", form))).toBe(
        "422 validation_failed",
      );
      expect(await world.t.run((ctx) => ctx.db.query("agents").collect())).toEqual([]);
    },
  );
});

describe("a voice", () => {
  test("needs a consent of whoever is heard", async () => {
    const world = aWorld();
    const agent = await basil(world);
    for (const body of [{ voice_sample_url: URL_OF_SAMPLE }, {}])
      expect(await refusal(attach(world, agent, body))).toBe("422 consent_required");
    const short = { voice_sample_url: URL_OF_SAMPLE, consent: { statement: "ok" } };
    expect(await refusal(attach(world, agent, short))).toBe("422 validation_failed");
    expect(await world.t.run((ctx) => ctx.db.query("consents").collect())).toEqual([]);
    expect(fetched).toEqual([]);
  });

  test("is made of a sample that is fetched once, and is heard as soon as it is ready", async () => {
    const world = aWorld();
    world.provider.tavus.training = {
      status: "started",
      training_progress: "10/100",
      model_name: "molt-draft",
    };
    const agent = await basil(world, { voice_sample_url: undefined });
    await settle(world);
    const begun = await ok<Replica>(attach(world, agent, { voice_sample_url: URL_OF_SAMPLE, consent }));
    expect(begun).toMatchObject({ status: "started", sample_sha256: null, error: null });
    await settle(world);
    expect(orders(world).map(({ body }) => body)).toEqual([
      { replica_name: `basil ${begun.id}`, train_video_url: expect.stringMatching(/^https?:\/\//) },
    ]);
    const [training] = await list(world, agent);
    const hash = training!.sample_sha256;
    expect(training).toMatchObject({ status: "started", training_progress: "10/100", in_use: false });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    Object.assign(own(world)[0]!, { status: "completed" });
    for (let i = 0; i < 10; i++) await pass(world, 5000);
    expect(await list(world, agent)).toMatchObject([{ status: "completed", in_use: true }]);
    expect(fetched).toHaveLength(1);
    const { data } = await ok<{ data: object[] }>(call(world, agent.api_key, "GET", "/api/v1/personas"));
    expect(data).toMatchObject([
      { voice: { kind: "own", id: begun.id }, voice_chosen: true, status: "ready" },
    ]);
    expect([...world.provider.tavus.personas.values()]).toMatchObject([
      { default_replica_id: own(world)[0]!.replica_id },
    ]);
    const kinds = await auditKinds(world, agent.agent_id);
    for (const kind of ["voice.consented", "voice.attached", "voice.chosen"]) expect(kinds).toContain(kind);
    const [kept] = await world.t.run((ctx) => ctx.db.query("consents").collect());
    expect(kept).toMatchObject({ statement: STATEMENT, sampleHash: hash, signature: null });
  });

  test("is made of an upload, by what its bytes are, whatever it was sent as", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const { upload_url } = await ok<{ upload_url: string }>(
      call(world, agent.api_key, "POST", "/api/v1/replicas/uploads"),
    );
    expect(upload_url).toMatch(/^https?:\/\//);
    const voice_file_id = await upload(world, anMp3());
    const ours = { ...consent, sample_sha256: hashOf(anMp3()) };
    await ok(attach(world, agent, { voice_file_id, consent: ours }));
    await settle(world);
    expect(await list(world, agent)).toMatchObject([
      { status: "completed", sample_url: null, sample_sha256: ours.sample_sha256 },
    ]);
    expect(await refusal(attach(world, agent, { voice_file_id, consent: ours }))).toBe(
      "422 validation_failed",
    );
  });

  test("is not made of an upload by somebody who does not know what is in it", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const voice_file_id = await upload(world, anMp3());
    for (const sample_sha256 of [undefined, hashOf(aWav())])
      expect(
        await refusal(attach(world, agent, { voice_file_id, consent: { ...consent, sample_sha256 } })),
      ).toBe("422 consent_required");
    expect(await list(world, agent)).toMatchObject([{ status: "waiting" }]);
    expect(await world.t.run((ctx) => ctx.db.query("consents").collect())).toEqual([]);
  });

  test.each([
    ["a page", new TextEncoder().encode("<script>alert(1)</script>"), "415 unsupported_media_type"],
    ["more than 20 MiB", new Uint8Array(20 * 1024 * 1024 + 1), "413 payload_too_large"],
    ["two seconds", aWav(2), "422 out_of_range"],
  ])("is not made of an upload of %s", async (_what, bytes, code) => {
    const world = aWorld();
    const agent = await basil(world);
    const voice_file_id = await upload(world, bytes as Uint8Array<ArrayBuffer>);
    const theirs = { ...consent, sample_sha256: hashOf(bytes as Uint8Array) };
    expect(await refusal(attach(world, agent, { voice_file_id, consent: theirs }))).toBe(code);
    expect(await list(world, agent)).toMatchObject([{ status: "waiting" }]);
    await pass(world, UNDER_WAY_MS + 1000);
    await world.t.mutation(internal.files.uploads.sweep, {});
    expect(await files(world)).toEqual([]);
  });

  test("of fifty begun at once is no more than five", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        refusal(attach(world, agent, { voice_sample_url: URL_OF_SAMPLE, consent })),
      ),
    );
    expect(answers.filter((answer) => answer === "202")).toHaveLength(5);
    expect(new Set(answers)).toEqual(new Set(["202", "409 conflict"]));
    for (let i = 0; i < 5; i++) await settle(world);
    expect(orders(world)).toHaveLength(5);
  });
});

describe("a sample's address that", () => {
  test.each([
    ["is not called from here", "forbidden_address" as const, "url_forbidden"],
    ["leads elsewhere", { status: 302, bytes: new Uint8Array() }, "not_found"],
    ["has nothing", { status: 404, bytes: new Uint8Array() }, "not_found"],
    ["has a page", { status: 200, bytes: new TextEncoder().encode("<html>") }, "unsupported_media_type"],
    [
      "has too much",
      { status: 200, bytes: new Uint8Array(20 * 1024 * 1024 + 1), isWhole: false },
      "payload_too_large",
    ],
    ["has a breath", { status: 200, bytes: aWav(1) }, "out_of_range"],
  ])("%s makes no voice, and says so", async (_what, said, code) => {
    const world = aWorld();
    outside = said;
    const agent = await basil(world);
    await ok(attach(world, agent, { consent }));
    await settle(world);
    const [replica] = await list(world, agent);
    expect(replica).toMatchObject({ status: "error", error: { code } });
    expect(orders(world)).toEqual([]);
    expect(await files(world)).toEqual([]);
  });

  test.each([
    ["does not answer", "timeout" as const],
    ["answers 503", { status: 503, bytes: new Uint8Array() }],
    ["stops halfway", { status: 200, bytes: aWav(), isWhole: false }],
  ])("%s is tried again, with the cause shown", async (_what, said) => {
    const world = aWorld();
    outside = said;
    const agent = await basil(world);
    await ok(attach(world, agent, { consent }));
    await settle(world);
    expect(await list(world, agent)).toMatchObject([
      { status: "started", trouble: expect.stringMatching(/address/) },
    ]);
    outside = { status: 200, bytes: aWav() };
    for (let i = 0; i < 12; i++) await pass(world, 5000);
    expect(await list(world, agent)).toMatchObject([{ status: "completed", trouble: null }]);
  });

  test.each([
    "http://example.org/a",
    "https://127.0.0.1/a",
    "https://[::1]/a",
    "https://169.254.169.254/latest",
  ])("is %s is refused at once", async (voice_sample_url) => {
    const world = aWorld();
    const agent = await basil(world);
    expect(await refusal(attach(world, agent, { voice_sample_url, consent }))).toBe("422 url_forbidden");
    expect(fetched).toEqual([]);
  });
});

describe("a provider that", () => {
  test("has taken the sample, and whose answer got lost, is not given it again", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await settle(world);
    world.provider.tavus.mishaps.set("POST /replicas", "lost");
    await ok(attach(world, agent, { consent }));
    await settle(world);
    world.provider.tavus.mishaps.clear();
    for (let i = 0; i < 6; i++) await pass(world, 5000);
    expect(await list(world, agent)).toMatchObject([{ status: "completed" }]);
    expect(own(world)).toHaveLength(1);
    expect(orders(world)).toHaveLength(1);
  });

  test.each([500, "garbage" as const])("answers %s is asked again", async (mishap) => {
    const world = aWorld();
    const agent = await basil(world);
    world.provider.tavus.mishaps.set("POST /replicas", mishap);
    await ok(attach(world, agent, { consent }));
    await settle(world);
    expect(await list(world, agent)).toMatchObject([
      { status: "started", trouble: expect.stringMatching(/POST/) },
    ]);
    world.provider.tavus.mishaps.clear();
    for (let i = 0; i < 12; i++) await pass(world, 5000);
    expect(await list(world, agent)).toMatchObject([{ status: "completed", trouble: null }]);
  });

  test("cannot make a voice of it says why, and addresses of its own are for nobody", async () => {
    const world = aWorld();
    world.provider.tavus.training = {
      status: "error",
      error_message: "No face found in https://files.tavus.io/secret.mp4",
    };
    const agent = await basil(world);
    await ok(attach(world, agent, { consent }));
    await settle(world);
    expect(await list(world, agent)).toMatchObject([
      { status: "error", error: { code: "provider_failed", message: "No face found in …" }, in_use: false },
    ]);
  });

  test("was killed off from while a sample was fetched gets it from the next attempt", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await settle(world);
    outside = "timeout";
    await ok(attach(world, agent, { consent }));
    await settle(world);
    outside = { status: 200, bytes: aWav() };
    await world.t.run(async (ctx) => {
      const task = (await ctx.db.query("personaTasks").first())!;
      await ctx.db.patch(task._id, { dueAt: Date.now() });
    });
    expect(await world.t.mutation(internal.personas.tasks.claim, {})).toHaveLength(1);
    await pass(world, LEASE_MS + 1000);
    await world.t.mutation(internal.personas.tasks.rise, {});
    await settle(world);
    expect(await list(world, agent)).toMatchObject([{ status: "completed" }]);
  });
});

describe("the sample itself", () => {
  test("is gone a day after the provider has it; its hash stays", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await ok(attach(world, agent, { consent }));
    await settle(world);
    const [before] = await list(world, agent);
    expect(await files(world)).toHaveLength(1);
    expect(Date.parse(before!.sample_until!)).toBeGreaterThan(Date.now() + SAMPLE_KEPT_MS - 60_000);
    await pass(world, UNDER_WAY_MS + 1000);
    await world.t.mutation(internal.files.uploads.sweep, {});
    expect(await files(world)).toHaveLength(1);
    await pass(world, SAMPLE_KEPT_MS);
    await world.t.mutation(internal.personas.voices.sweep, {});
    expect(await files(world)).toEqual([]);
    const [after] = await list(world, agent);
    expect(after).toMatchObject({
      sample_sha256: before!.sample_sha256,
      sample_until: null,
      status: "completed",
    });
  });

  test("that the provider has not taken yet stays", async () => {
    const world = aWorld();
    const agent = await basil(world);
    world.provider.tavus.mishaps.set("POST /replicas", 500);
    await ok(attach(world, agent, { consent }));
    await settle(world);
    await pass(world, 3 * 60 * 60_000);
    await world.t.mutation(internal.personas.voices.sweep, {});
    await world.t.mutation(internal.files.uploads.sweep, {});
    expect(await files(world)).toHaveLength(1);
  });
});

describe("a voice that is removed", () => {
  test("is gone here and at the provider, and the agent speaks with another; the consent stays", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await ok(attach(world, agent, { consent }));
    await settle(world);
    const [{ id }] = (await list(world, agent)) as [Replica];
    const remove = (credential: string) =>
      refusal(call(world, credential, "DELETE", `/api/v1/replicas/${id}`));
    const other = await cleo(world);
    expect(await remove(other.access_token)).toBe("404 not_found");
    expect(await remove(agent.api_key)).toBe("204");
    await settle(world);
    expect(own(world)).toEqual([]);
    expect(await files(world)).toEqual([]);
    const { data } = await ok<{ data: object[] }>(call(world, agent.api_key, "GET", "/api/v1/personas"));
    expect(data).toMatchObject([{ voice: { kind: "stock" }, voice_chosen: false }]);
    expect(await world.t.run((ctx) => ctx.db.query("consents").collect())).toHaveLength(1);
    expect(await auditKinds(world, agent.agent_id)).toContain("voice.removed");
  });

  test.each(["removed", "replaced"])(
    "before the provider's answer came is not left there when it is %s",
    async (how) => {
      const world = aWorld();
      const agent = await basil(world);
      world.provider.tavus.mishaps.set("POST /replicas", "lost");
      const { id } = await ok<Replica>(attach(world, agent, { consent }));
      for (let i = 0; i < 40 && own(world).length === 0; i++) await pass(world, 100);
      expect(own(world)).toHaveLength(1);
      await call(world, agent.api_key, "DELETE", `/api/v1/replicas/${id}`);
      world.provider.tavus.mishaps.clear();
      if (how === "replaced") await ok(attach(world, agent, { voice_sample_url: URL_OF_SAMPLE, consent }));
      for (let i = 0; i < 10; i++) await pass(world, LEASE_MS);
      await settle(world);
      const left = await list(world, agent);
      expect(own(world).map(({ replica_name }) => replica_name)).toEqual(
        left.map((one) => `basil ${one.id}`),
      );
      expect(left).toHaveLength(how === "replaced" ? 1 : 0);
    },
  );

  test("goes with its agent, here and at the provider, with the consent", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await ok(attach(world, agent, { consent }));
    await settle(world);
    await call(world, agent.api_key, "DELETE", "/api/v1/agents/@me");
    await pass(world, 31 * 24 * 60 * 60_000);
    await world.t.mutation(internal.agents.deletion.sweep, {});
    for (let i = 0; i < 8; i++) await pass(world, 1000);
    expect(own(world)).toEqual([]);
    expect(world.provider.tavus.personas.size).toBe(0);
    expect(await files(world)).toEqual([]);
    expect(await world.t.run((ctx) => ctx.db.query("consents").collect())).toEqual([]);
  });
});

describe("a consent", () => {
  test("is signed by a key of the agent's, or by none", async () => {
    const world = aWorld();
    const agent = await cleo(world);
    const sample_sha256 = hashOf(aWav());
    const text = consentText("molt.test", agent.agent_id, sample_sha256, STATEMENT);
    expect(text).toBe(
      ["molt:voice-consent:v2", "molt.test", agent.agent_id, sample_sha256, sha256Hex(STATEMENT)].join("\n"),
    );
    const send = (signature: string, of: string | undefined = sample_sha256) =>
      attach(
        world,
        { api_key: agent.access_token },
        {
          voice_sample_url: URL_OF_SAMPLE,
          consent: { statement: STATEMENT, signature, sample_sha256: of },
        },
      );
    for (const wrong of [
      ed25519Signer().sign(text),
      agent.signer.sign(`${text}.`),
      agent.signer.sign(consentText("molt.test", "somebody", sample_sha256, STATEMENT)),
      agent.signer.sign(consentText("molt.test", agent.agent_id, hashOf(anMp3()), STATEMENT)),
      "AAAA",
      "~",
    ])
      expect(await refusal(send(wrong))).toBe("422 consent_required");
    expect(await refusal(send(agent.signer.sign(text), hashOf(anMp3())))).toBe("422 consent_required");
    const unnamed = { statement: STATEMENT, signature: agent.signer.sign(text) };
    const credential = { api_key: agent.access_token };
    expect(
      await refusal(attach(world, credential, { voice_sample_url: URL_OF_SAMPLE, consent: unnamed })),
    ).toBe("422 consent_required");
    const replica = await ok<Replica>(send(agent.signer.sign(text)));
    expect(replica.consent).toMatchObject({
      statement: STATEMENT,
      by: { kind: "agent", name: "cleo" },
      signed_with: expect.any(String),
    });
  });

  test("is of one sample: what else is at the address meanwhile is not made a voice", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await settle(world);
    const ours = { ...consent, sample_sha256: hashOf(aWav()) };
    outside = { status: 200, bytes: anMp3() };
    await ok(attach(world, agent, { consent: ours }));
    await settle(world);
    expect(await list(world, agent)).toMatchObject([
      { status: "error", error: { code: "consent_required" }, sample_sha256: null },
    ]);
    expect([orders(world), await files(world)]).toEqual([[], []]);
    outside = { status: 200, bytes: aWav() };
    await ok(attach(world, agent, { voice_sample_url: URL_OF_SAMPLE, consent: ours }));
    await settle(world);
    expect((await list(world, agent)).at(-1)).toMatchObject({ status: "completed" });
  });

  test("is given by the owner as well, who is named", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const dov = await anOwner(world);
    const agentId = agent.agent_id as Id<"agents">;
    await world.t.run((ctx) => ctx.db.patch(agentId, { ownerAccountId: dov.accountId }));
    const body = { consent, agent_id: agentId };
    const replica = await ok<Replica>(attach(world, { api_key: dov.token }, body));
    expect(replica.consent).toMatchObject({ by: { kind: "owner", name: "dov" } });
    const eve = await anOwner(world, "eve");
    expect(await refusal(attach(world, { api_key: eve.token }, body))).toBe("404 not_found");
  });
});
