import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { OutboundCall, OutboundResult } from "../lib/outbound.client";
import { aWorld, pass, type World } from "../world.setup";
import { auditKinds, basil, call, cleo, type Persona, refusal } from "./cast.setup";
import { aNameServer, type NameServer } from "./nameServer.setup";
import { anOwner, type Owner, ownedBy } from "./owners.setup";

const DOMAIN = "agents.example.com";
const RECORD = `_molt-claim.${DOMAIN}`;
const FILE = `https://${DOMAIN}/.well-known/molt-claim.txt`;
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** What the web answers; how it is called, and what it may not reach, `lib/outbound.client.test.ts` tells. */
const web = vi.hoisted(() => ({ answer: null as unknown, calls: [] as unknown[] }));
vi.mock("../lib/outbound.client", () => ({
  callOutside: async (made: unknown) => {
    web.calls.push(made);
    return web.answer;
  },
}));

let dns: NameServer;
let world: World;
let dov: Owner;
let agent: Persona;

beforeEach(async () => {
  dns = await aNameServer();
  world = aWorld();
  vi.stubEnv("MOLT_NAME_SERVERS", dns.address);
  web.answer = { kind: "failed", fault: "unreachable", durationMs: 1 } satisfies OutboundResult;
  web.calls = [];
  dov = await anOwner(world);
  agent = await basil(world);
});
afterEach(() => dns.close());

const name = (credential: string, domain: string) =>
  call(world, credential, "PUT", "/api/v1/agents/@me/claim-domain", { domain });

interface Started {
  claim_id: string;
  token: string;
  place: string;
  instructions: string;
  expires_at: string;
}

const start = (owner: Owner, method: string) =>
  call(world, owner.token, "POST", "/api/v1/agents/basil/claims", { method });
async function started(owner: Owner, method: "dns" | "http_file"): Promise<Started> {
  const answer = await start(owner, method);
  if (answer.status !== 201) throw new Error(await answer.text());
  return (await answer.json()) as Started;
}
const verify = (owner: Owner, { claim_id }: Started, body: object = {}) =>
  call(world, owner.token, "POST", `/api/v1/claims/${claim_id}/verify`, body);
const detailOf = async (answer: Promise<Response>) => {
  const { code, detail } = (await (await answer).json()) as { code: string; detail: string };
  return `${code}: ${detail}`;
};

const page = (body: string, over: object = {}) =>
  ({
    kind: "answered",
    status: 200,
    contentType: "text/plain",
    retryAfter: null,
    body,
    isWhole: true,
    durationMs: 1,
    ...over,
  }) as OutboundResult;

describe("a claim by domain", () => {
  test("succeeds by a TXT record of the domain that the agent has named, and uses its word up", async () => {
    expect((await name(agent.api_key, DOMAIN)).status).toBe(200);
    const claim = await started(dov, "dns");
    expect(claim.place).toBe(RECORD);
    expect(claim.token).toMatch(new RegExp(`^molt-claim v1 molt\\.test ${agent.agent_id} [\\w-]{43}$`));
    expect(claim.instructions).toContain(RECORD);
    dns.texts.set(RECORD, ["v=spf1 -all", claim.token]);
    expect(await refusal(verify(dov, claim))).toBe("200");
    expect(await ownedBy(world, dov)).toEqual(["basil"]);
    const mine = await call(world, agent.api_key, "GET", "/api/v1/agents/@me/claim-domain");
    expect(await mine.json()).toEqual({ claim_domain: null });
    const kinds = await auditKinds(world, agent.agent_id);
    expect(kinds.slice(-2)).toEqual(["agent.claim_domain_named", "agent.claimed"]);
  });

  test("succeeds by a line of a file there, however its lines end", async () => {
    await name(agent.api_key, DOMAIN);
    const claim = await started(dov, "http_file");
    expect(claim.place).toBe(FILE);
    web.answer = page(`# proofs\r\n  ${claim.token}\r\n`);
    expect(await refusal(verify(dov, claim))).toBe("200");
    expect(await ownedBy(world, dov)).toEqual(["basil"]);
    expect(web.calls).toEqual([
      { url: FILE, method: "GET", timeoutMs: expect.any(Number), maxBytes: 4096 } satisfies OutboundCall,
    ]);
  });

  test("says where it looked and what was there, and not a word of it", async () => {
    await name(agent.api_key, DOMAIN);
    const claim = await started(dov, "dns");
    const told = () => detailOf(verify(dov, claim));
    expect(await told()).toBe(`proof_failed: Looked at ${RECORD}: there is no such record.`);
    dns.texts.set(RECORD, ["a private note"]);
    expect(await told()).toBe(`proof_failed: Looked at ${RECORD}: no claim is there.`);
    dns.texts.set(RECORD, [`${claim.token}x`]);
    expect(await told()).toContain("another claim is there, and not this one");
    expect(await ownedBy(world, dov)).toEqual([]);
  });

  test.each<[string, OutboundResult, string]>([
    [
      "an address inside",
      { kind: "failed", fault: "forbidden_address", durationMs: 1 },
      "the domain leads to an address that this instance does not call",
    ],
    ["a redirect", page("", { status: 302 }), "redirects are not followed"],
    ["another status", page("", { status: 500 }), "it answered 500"],
    ["too much", page("x", { isWhole: false }), "it is longer than 4 KiB, or was cut off"],
    ["nothing in time", { kind: "failed", fault: "timeout", durationMs: 1 }, "it took too long"],
  ])("is not proved by %s", async (_what, answer, words) => {
    await name(agent.api_key, DOMAIN);
    const claim = await started(dov, "http_file");
    const right = answer.kind === "answered" ? { ...answer, body: claim.token } : answer;
    web.answer = right;
    expect(await detailOf(verify(dov, claim))).toBe(`proof_failed: Looked at ${FILE}: ${words}.`);
    expect(await ownedBy(world, dov)).toEqual([]);
  });

  test("is good for one claim, one claimer and one agent", async () => {
    const eve = await anOwner(world, "eve");
    await name(agent.api_key, DOMAIN);
    const [dovs, eves] = [await started(dov, "dns"), await started(eve, "dns")];
    expect(dovs.token).not.toBe(eves.token);
    dns.texts.set(RECORD, [dovs.token]);
    expect(await refusal(verify(eve, eves))).toBe("400 proof_failed");
    expect(await refusal(verify(eve, dovs))).toBe("404 not_found");
    expect(await refusal(verify(dov, await started(dov, "dns")))).toBe("400 proof_failed");
    expect(await refusal(verify(dov, dovs))).toBe("200");
  });

  test("needs an agent that names the domain, and still does when we look", async () => {
    expect(await refusal(start(dov, "dns"))).toBe("409 conflict");
    await name(agent.api_key, DOMAIN);
    const claim = await started(dov, "dns");
    dns.texts.set(RECORD, [claim.token]);
    await call(world, agent.api_key, "DELETE", "/api/v1/agents/@me/claim-domain");
    expect(await refusal(verify(dov, claim))).toBe("409 conflict");
    await name(agent.api_key, "other.example.com");
    expect(await refusal(verify(dov, claim))).toBe("409 conflict");
    expect(dns.asked).toEqual([]);
    await name(agent.api_key, DOMAIN);
    expect(await refusal(verify(dov, claim))).toBe("200");
  });

  test("fails when the agent takes its word back while we look", async () => {
    await name(agent.api_key, DOMAIN);
    const claim = await started(dov, "dns");
    dns.texts.set(RECORD, [claim.token]);
    dns.meanwhile = () => call(world, agent.api_key, "DELETE", "/api/v1/agents/@me/claim-domain");
    expect(await refusal(verify(dov, claim))).toBe("409 conflict");
    expect(await ownedBy(world, dov)).toEqual([]);
  });

  test("tells the agent in its inbox that it has begun, and by whom it is owned now", async () => {
    await name(agent.api_key, DOMAIN);
    const claim = await started(dov, "dns");
    dns.texts.set(RECORD, [claim.token]);
    await verify(dov, claim);
    const inbox = await call(world, agent.api_key, "GET", "/api/v1/events");
    const { data } = (await inbox.json()) as { data: { type: string; actor: object }[] };
    const actor = { kind: "account", id: dov.accountId };
    expect(data).toMatchObject([
      { type: "agent.claim_started", actor },
      { type: "agent.claimed", actor },
    ]);
  });

  test("can be proved for a day, and an agent's word holds for thirty", async () => {
    const { expires_at } = (await (await name(agent.api_key, DOMAIN)).json()) as { expires_at: string };
    expect(Date.parse(expires_at)).toBe(Date.now() + 30 * DAY);
    const claim = await started(dov, "dns");
    dns.texts.set(RECORD, [claim.token]);
    // Its end is moved here and not the clock: the owner's token would end before.
    await world.t.run(async (ctx) => {
      const [row] = await ctx.db.query("claims").collect();
      await ctx.db.patch(row!._id, { expiresAt: Date.now() });
    });
    expect(await refusal(verify(dov, claim))).toBe("410 claim_expired");
    expect(dns.asked).toEqual([]);
    expect(Date.parse(claim.expires_at)).toBe(Date.now() + DAY);
    await pass(world, 30 * DAY);
    const mine = await call(world, agent.api_key, "GET", "/api/v1/agents/@me/claim-domain");
    expect(await mine.json()).toEqual({ claim_domain: null });
  });

  test("proved fifty times at once makes one owner", async () => {
    await name(agent.api_key, DOMAIN);
    const owners = await Promise.all(Array.from({ length: 50 }, (_, i) => anOwner(world, `owner${i}`)));
    const claims = await Promise.all(owners.map((owner) => started(owner, "dns")));
    dns.texts.set(
      RECORD,
      claims.slice(0, 20).map(({ token }) => token),
    );
    const answers = await Promise.all(owners.map((owner, i) => refusal(verify(owner, claims[i]!))));
    expect(answers.filter((answer) => answer === "200")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "409 already_claimed")).toHaveLength(19);
    expect(answers.filter((answer) => answer === "400 proof_failed")).toHaveLength(30);
  });

  test("is over in seconds when the name service says nothing", async () => {
    await name(agent.api_key, DOMAIN);
    const claim = await started(dov, "dns");
    dns.silent = true;
    const before = performance.now();
    expect(await detailOf(verify(dov, claim))).toContain("the name service gave no answer");
    expect(performance.now() - before).toBeLessThan(12_000);
  }, 20_000);

  test("holds through a change of the signing secret", async () => {
    await name(agent.api_key, DOMAIN);
    const claim = await started(dov, "dns");
    dns.texts.set(RECORD, [claim.token]);
    vi.stubEnv("MOLT_SIGNING_SECRET", `${"n".repeat(43)},${process.env.MOLT_SIGNING_SECRET}`);
    expect(await refusal(verify(dov, claim))).toBe("200");
  });
});

describe("naming a domain", () => {
  test("is as much as agreeing to a claim: it needs every scope, and a recent signature from who can give one", async () => {
    const weak = { name: "weak", scopes: ["read", "keys:write"] };
    const made = await call(world, agent.api_key, "POST", "/api/v1/keys", weak);
    const { api_key } = (await made.json()) as { api_key: string };
    expect(await refusal(name(api_key, DOMAIN))).toBe("403 missing_scope");
    const signing = await cleo(world);
    const stolen = await call(world, signing.access_token, "POST", "/api/v1/keys", { name: "taken" });
    const { api_key: taken } = (await stolen.json()) as { api_key: string };
    expect(await refusal(name(taken, DOMAIN))).toBe("403 fresh_auth_required");
    expect(await refusal(name(signing.access_token, DOMAIN))).toBe("200");
    expect(await refusal(name(dov.token, DOMAIN))).toBe("403 forbidden");
  });

  test.each([
    ["Agents.Example.COM.", "agents.example.com"],
    ["bücher.example.org", "xn--bcher-kva.example.org"],
    [" example.org ", "example.org"],
  ])("takes %s as %s", async (given, domain) => {
    expect(await (await name(agent.api_key, given)).json()).toMatchObject({ domain });
  });

  test.each([
    ...["", "example", "localhost", "a.localhost", "printer.local", "db.internal", "x.test", "router.lan"],
    ...["127.0.0.1", "0x7f.1", "2130706433", "[::1]", "1.2.3.4.", "example.org:8443", "user@example.org"],
    ...["example.org/path", "example.org?x", "https://example.org", "a..example.org", "-a.example.org"],
    ...["_dmarc.example.org", "exa mple.org", `${"a".repeat(64)}.org`, `${"a.".repeat(125)}org`],
    ...["1.0.0.127.in-addr.arpa", "example.123", "*.example.org", "example.org#x", "example.org\\@evil.org"],
  ])("refuses %j", async (domain) => {
    expect(await refusal(name(agent.api_key, domain))).toBe("422 validation_failed");
    const kept = await call(world, agent.api_key, "GET", "/api/v1/agents/@me/claim-domain");
    expect(await kept.json()).toEqual({ claim_domain: null });
  });
});
