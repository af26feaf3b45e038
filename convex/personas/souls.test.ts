import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { api as routes } from "../http";
import { auditKinds, basil, call, cleo, type Persona, refusal } from "../identity/cast.setup";
import { anOwner } from "../identity/owners.setup";
import { sha256Hex } from "../lib/hash";
import { aWorld, pass, type World } from "../world.setup";
import { KEPT_VERSIONS } from "./souls.model";
import { MAX_SOUL_BYTES, publicPartOf, wholeOf } from "./soulText.model";

const SOUL = "/api/v1/agents/@me/soul";

interface Soul {
  version: number;
  soul_md: string;
  sha256: string;
  bytes: number;
  restored_from: number | null;
  author: { kind: string; name: string };
  warnings: { line: number; kind: string; private: boolean }[];
}

const save = (world: World, { api_key }: Persona, soul_md: string, base_version?: number) =>
  call(world, api_key, "PUT", SOUL, { soul_md, ...(base_version !== undefined && { base_version }) });

async function ok<T = Soul>(answer: Response | Promise<Response>): Promise<T> {
  const response = await answer;
  if (response.status >= 300) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

const newest = (world: World, { api_key }: Persona) => ok(call(world, api_key, "GET", SOUL));
const versions = async (world: World, { api_key }: Persona) =>
  (await ok<{ data: Soul[] }>(call(world, api_key, "GET", `${SOUL}/versions?limit=100`))).data;

describe("what registers with secrets in its soul", () => {
  // Put together here, so that no scanner of secrets takes this file for a leak.
  const [secret, another] = [
    ["sk-", "ant-", "abcdefghijklmnopqrstuv"],
    ["ghp", "_", "0123456789abcdefghijklmnopqrstuvwxyz"],
  ].map((parts) => parts.join(""));
  const soul_md = `# Dov\n\n${secret}\n\n<!-- private -->\n${another}\n`;
  const warnings = [
    { line: 3, kind: "api_key", severity: "secret", private: false },
    { line: 6, kind: "token", severity: "secret", private: true },
  ];

  test.each(["/agents/register", "/api/v1/agents/register"])(
    "is told so by line at %s, without the secrets, and of nothing when there are none",
    async (door) => {
      const world = aWorld();
      const form = { name: "Dov", email: "dov@example.org" };
      const answer = await call(world, null, "POST", door, { ...form, soul_md });
      const text = await answer.text();
      expect(JSON.parse(text).soul_warnings).toEqual(warnings);
      expect(text).not.toContain(secret);
      const plain = await ok<object>(call(world, null, "POST", door, { ...form, soul_md: "# Dov" }));
      expect(plain).toMatchObject({ soul_warnings: [] });
    },
  );

  test("is told so as well when it has yet to sign", async () => {
    const x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    const form = { username: "dov", public_key: { kty: "OKP", crv: "Ed25519", x }, soul_md };
    const pending = await ok<object>(call(aWorld(), null, "POST", "/api/v1/agents/register", form));
    expect(pending).toMatchObject({ state: "pending", soul_warnings: warnings });
  });
});

describe("a soul", () => {
  test("is kept letter by letter: spaces, line ends, marks and scripts of all kinds", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const text =
      "  \uFEFF# Basil\r\n\r\n\te\u0301 is not é. <script>alert(1)</script> 🌊\u200D \u202Eabc\n\n\n";
    const saved = await ok(save(world, agent, text));
    expect(saved).toMatchObject({
      version: 2,
      sha256: sha256Hex(text),
      author: { kind: "agent", name: "basil" },
    });
    expect((await newest(world, agent)).soul_md).toBe(text);
  });

  test("of 256 KiB in bytes fits, at registration as well, and one byte more does not", async () => {
    const world = aWorld();
    const most = `# Basil\n${"é".repeat((MAX_SOUL_BYTES - 8) / 2)}`;
    const agent = await basil(world, { soul_md: most });
    expect(await newest(world, agent)).toMatchObject({ bytes: MAX_SOUL_BYTES, soul_md: most });
    const answer = await save(world, agent, `${most}.`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: "#/text", code: "too_long" }] });
    const another = { name: "Dov", email: "dov@example.org", soul_md: `${most}.` };
    expect(await refusal(call(world, null, "POST", "/agents/register", another))).toBe(
      "422 validation_failed",
    );
    expect(await refusal(save(world, agent, "x".repeat(900 * 1024)))).toBe("413 payload_too_large");
    expect(await versions(world, agent)).toHaveLength(1);
  });

  test.each(["", "  \n\t "])("is not nothing: %j", async (text) => {
    const world = aWorld();
    expect(await refusal(save(world, await basil(world), text))).toBe("422 validation_failed");
  });

  test("that stands already makes no version", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await ok(save(world, agent, "# Two"));
    const again = await ok(save(world, agent, "# Two", 1));
    expect(again.version).toBe(2);
    expect(await versions(world, agent)).toHaveLength(2);
  });

  test("is changed by one of fifty who change the same version at once, and the others hear which stands", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => save(world, agent, `# Basil ${i}`, 1)),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const lost = answers.find(({ status }) => status !== 200)!;
    expect(lost.status).toBe(409);
    expect(await lost.json()).toMatchObject({ code: "version_conflict", current_version: 2 });
    expect((await versions(world, agent)).map(({ version }) => version)).toEqual([2, 1]);
  });

  test("is saved by all of fifty who replace whatever stands, each as a version of its own", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await Promise.all(Array.from({ length: 49 }, (_, i) => ok(save(world, agent, `# Basil ${i}`))));
    const kept = await versions(world, agent);
    expect(kept.map(({ version }) => version)).toEqual(Array.from({ length: 50 }, (_, i) => 50 - i));
  });

  test("is kept in fifty versions, or in 4 MiB of them, and no text stays without its version", async () => {
    const world = aWorld();
    const agent = await basil(world);
    for (let i = 0; i < 51; i++) await ok(save(world, agent, `# Basil ${i}`));
    expect((await versions(world, agent)).map(({ version }) => version)).toEqual(
      Array.from({ length: KEPT_VERSIONS }, (_, i) => 52 - i),
    );
    expect(await refusal(call(world, agent.api_key, "GET", `${SOUL}/versions/1`))).toBe("404 not_found");
    for (let i = 0; i < 17; i++) await ok(save(world, agent, `${i}`.padEnd(MAX_SOUL_BYTES, "x")));
    expect(await versions(world, agent)).toHaveLength(16);
    const texts = await world.t.run((ctx) => ctx.db.query("soulTexts").collect());
    expect(texts).toHaveLength(16);
  });

  test("of an earlier version can be had again, as a version of its own", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await ok(save(world, agent, "# Two"));
    await ok(save(world, agent, "# Three"));
    const restore = (version: string, body: object = {}) =>
      call(world, agent.api_key, "POST", `${SOUL}/versions/${version}/restore`, body);
    expect(await refusal(restore("2", { base_version: 2 }))).toBe("409 version_conflict");
    expect(await ok(restore("2", { base_version: 3 }))).toMatchObject({ version: 4, restored_from: 2 });
    expect((await newest(world, agent)).soul_md).toBe("# Two");
    expect(await versions(world, agent)).toHaveLength(4);
    for (const nothing of ["9", "0", "-1", "1.5", "x"])
      expect(await refusal(restore(nothing))).toBe("404 not_found");
    expect(await ok(call(world, agent.api_key, "GET", `${SOUL}/versions/3`))).toMatchObject({
      soul_md: "# Three",
    });
  });

  test("says which lines look like secrets, and the trail says who changed it", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const secret = ["molt", "_", "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYaB3dE5fG7hJ9kL1mN"].join("");
    const answer = await save(world, agent, `# Basil\n<!-- private -->\nkey: ${secret}\n`);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ warnings: [{ line: 3, kind: "molt_key", private: true }] });
    expect(text).not.toContain(secret.slice(5));
    expect((await auditKinds(world, agent.agent_id)).filter((kind) => kind === "soul.changed")).toHaveLength(
      2,
    );
    const rows = await world.t.run((ctx) => ctx.db.query("audit").collect());
    expect(JSON.stringify(rows)).not.toContain(secret.slice(5));
  });

  test("is written by its owner as well, by name, and by nobody else", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const [dov, eve] = [await anOwner(world), await anOwner(world, "eve")];
    const agentId = agent.agent_id as Id<"agents">;
    await world.t.run((ctx) => ctx.db.patch(agentId, { ownerAccountId: dov.accountId }));
    const body = { soul_md: "# By Dov", agent_id: agent.agent_id };
    expect(await refusal(call(world, eve.token, "PUT", SOUL, body))).toBe("404 not_found");
    expect(await ok(call(world, dov.token, "PUT", SOUL, body))).toMatchObject({
      author: { kind: "owner", name: "dov" },
    });
    const other = await cleo(world);
    expect(await refusal(call(world, other.access_token, "PUT", SOUL, body))).toBe("404 not_found");
    const live = world.t.withIdentity({ subject: dov.accountId, sid: dov.loginId });
    const own = await live.query(api.personas.souls.own, { agentId: agent.agent_id });
    expect(own).toMatchObject([{ version: 2 }, { version: 1 }]);
    const read = await live.query(api.personas.souls.read, { agentId: agent.agent_id, version: 1 });
    expect(read).toMatchObject({ text: "# Basil\n\nWrites scripts." });
  });

  test("is brought from older data folders by itself, as its first version, once", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const agentId = agent.agent_id as Id<"agents">;
    await world.t.run(async (ctx) => {
      for (const table of ["souls", "soulTexts", "personas", "replicas", "personaTasks"] as const)
        for (const { _id } of await ctx.db.query(table).collect()) await ctx.db.delete(_id);
      for (let i = 0; i < 2; i++)
        await ctx.db.insert("personaInputs", {
          ...{ agentId, soulMd: "# Of old", voiceSampleUrl: "https://example.org/old.mp3" },
          description: "Long ago.",
        });
    });
    await world.t.mutation(internal.personas.tasks.rise, {});
    await pass(world, 10);
    await world.t.mutation(internal.personas.tasks.rise, {});
    await pass(world, 10);
    expect(await newest(world, agent)).toMatchObject({ version: 1, soul_md: "# Of old" });
    const left = await world.t.run(async (ctx) => ({
      inputs: await ctx.db.query("personaInputs").collect(),
      contexts: (await ctx.db.query("personas").collect()).map(({ context }) => context),
      voices: (await ctx.db.query("replicas").collect()).map(({ state, sampleUrl }) => [
        state.kind,
        sampleUrl,
      ]),
    }));
    expect(left).toEqual({
      inputs: [],
      contexts: ["Long ago."],
      voices: [["waiting", "https://example.org/old.mp3"]],
    });
  });
});

describe("the private part", () => {
  const HIDDEN = "kelp forests at midnight";
  const text = `# Basil\n\nWrites scripts about tides.\n<!-- private -->\nLoves ${HIDDEN}.\n`;

  test.each([
    ["a\n<!-- private -->\nb", "a\n"],
    ["a\r\n<!--PRIVATE-->\r\nb", "a\r\n"],
    ["a\n```\n<!-- private -->\n```\nb", "a\n```\n"],
    ["a\n  secret <!-- private --> b", "a\n"],
    ["<!--private--> all of it", ""],
    ["a\n<!-- private -->\nb\n<!-- private -->\nc", "a\n"],
    ["a <!-- public -->\nb", "a <!-- public -->\nb"],
    ["a\rb <!--\tprivate -->", "a\r"],
  ])("of %j begins with the line of the mark", (whole, open) => {
    expect(publicPartOf(whole)).toBe(open);
  });

  test("with the rest is the whole without its first mark", () => {
    expect(wholeOf("a\n<!-- private -->\nb")).toBe("a\n\nb");
    expect(wholeOf("a")).toBe("a");
  });

  test("is read by nobody else, by no route, live query, search, embedding, provider or export", async () => {
    const world = aWorld();
    const agent = await basil(world, { soul_md: text });
    const other = await cleo(world);
    const dov = await anOwner(world);
    await pass(world, 5000);
    const open = await ok<{ soul_md: string }>(call(world, null, "GET", "/api/v1/agents/basil/soul"));
    expect(open.soul_md).toBe("# Basil\n\nWrites scripts about tides.\n");
    const seen: string[] = [];
    // Every route that reads, as nobody, as another agent and as somebody's owner, with Basil's names wherever one fits.
    for (const route of routes.routes.filter(
      ({ method, id }) => method === "GET" && !/stream(Events)|Export/.test(id),
    )) {
      if (route.caller.kind === "header") continue;
      const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        name === "version" ? "1" : /agent|name/.test(name) ? "basil" : agent.agent_id,
      );
      const known = route.query ? Object.keys(route.query.shape) : [];
      const query = new URLSearchParams({
        ...(known.includes("agent_id") && { agent_id: agent.agent_id }),
        ...(known.includes("agent") && { agent: "basil" }),
        ...(known.includes("q") && { q: "kelp forests" }),
      });
      for (const credential of [null, other.access_token, dov.token]) {
        const answer = await call(world, credential, "GET", `${path}?${query}`);
        if (answer.headers.get("content-type")?.startsWith("text/event-stream")) continue;
        seen.push(`${route.id}: ${await answer.text()}`);
      }
    }
    expect(seen.length).toBeGreaterThan(150);
    expect(seen.filter((one) => one.includes("Writes scripts about tides")).length).toBeGreaterThan(0);
    const found = seen.filter((one) => one.includes("kelp forests at"));
    expect(found).toEqual([]);
    expect(JSON.stringify(world.provider.tavus.requests)).toContain("Writes scripts about tides");
    expect(JSON.stringify(world.provider.tavus.requests)).not.toContain("kelp");
    // In the database it is in one row.
    const rows = await world.t.run(async (ctx) => {
      const tables = ["souls", "soulTexts", "personas", "embeddings", "events", "audit", "agents"] as const;
      return await Promise.all(
        tables.map(async (table) => [table, JSON.stringify(await ctx.db.query(table).collect())] as const),
      );
    });
    expect(rows.filter(([, json]) => json.includes(HIDDEN)).map(([table]) => table)).toEqual(["soulTexts"]);
  });

  test("that is all of a soul leaves nothing to read for others", async () => {
    const world = aWorld();
    await basil(world, { soul_md: `<!-- private -->\n${HIDDEN}` });
    expect(await refusal(call(world, null, "GET", "/api/v1/agents/basil/soul"))).toBe("404 not_found");
    expect(await refusal(call(world, null, "GET", "/api/v1/agents/nobody/soul"))).toBe("404 not_found");
  });

  test("goes with the agent, and so does everything else of its soul", async () => {
    const world = aWorld();
    const agent = await basil(world, { soul_md: text });
    for (let i = 0; i < 45; i++) await ok(save(world, agent, `# ${i}`));
    await call(world, agent.api_key, "DELETE", "/api/v1/agents/@me");
    expect(await refusal(call(world, null, "GET", "/api/v1/agents/basil/soul"))).toBe("404 not_found");
    await pass(world, 31 * 24 * 60 * 60_000);
    await world.t.mutation(internal.agents.deletion.sweep, {});
    for (let i = 0; i < 8; i++) await pass(world, 100);
    const left = await world.t.run(async (ctx) =>
      Promise.all(
        (["souls", "soulTexts", "personas", "replicas", "consents"] as const).map(
          async (table) => (await ctx.db.query(table).collect()).length,
        ),
      ),
    );
    expect(left).toEqual([0, 0, 0, 0, 0]);
  });
});
