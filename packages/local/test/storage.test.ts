import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Serving, serve } from "../../embedded/src/index.ts";
import { fixturePush } from "../../embedded/test/support.ts";
import { aStage, rawRequest, type Stage, strike } from "./stage.ts";

let stage: Stage;
let runtime: Serving;

beforeAll(async () => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const origin = `http://127.0.0.1:${port}`;
  runtime = await serve({
    dataDir: null,
    port: 0,
    sitePort: 0,
    push: await fixturePush(),
    publicOrigins: { cloudUrl: origin, siteUrl: origin },
  });
  const portOf = (url: string) => new URL(url).port;
  stage = await aStage({
    env: {
      MOLT_PORT: `${port}`,
      MOLT_PUBLIC_URL: origin,
      CONVEX_PORT: portOf(runtime.url),
      CONVEX_SITE_PORT: portOf(runtime.siteUrl),
    },
  });
});
afterAll(async () => {
  await strike(stage);
  await runtime.close();
});

async function call(kind: "query" | "mutation", path: string, args: object = {}): Promise<string> {
  const answer = await fetch(`${runtime.url}/api/${kind}`, {
    method: "POST",
    body: JSON.stringify({ path, args }),
  });
  return ((await answer.json()) as { value: string }).value;
}

test("a viewer uploads five megabytes and seeks in them, by the addresses that functions hand out", async () => {
  const content = randomBytes(5 << 20);
  const uploadUrl = await call("mutation", "files:uploadUrl");
  expect(uploadUrl.startsWith(`${stage.url}/`)).toBe(true);
  const uploaded = await fetch(uploadUrl, {
    method: "POST",
    body: content,
    headers: {
      "Content-Type": "video/mp4",
      Digest: `sha-256=${createHash("sha256").update(content).digest("base64")}`,
    },
  });
  expect(uploaded.status).toBe(200);
  const { storageId } = (await uploaded.json()) as { storageId: string };
  const url = await call("query", "files:url", { id: storageId });
  expect(url.startsWith(`${stage.url}/`)).toBe(true);
  const part = await fetch(url, { headers: { Range: "bytes=3000000-3000999" } });
  expect(part.status).toBe(206);
  expect(part.headers.get("content-range")).toBe(`bytes 3000000-3000999/${content.length}`);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(content.subarray(3_000_000, 3_001_000));
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(content)).toBe(true);
  expect((await fetch(url, { headers: { Range: "bytes=9999999-" } })).status).toBe(416);
});

test("a page stays a download on this origin: nothing in a file runs", async () => {
  const uploaded = await fetch(await call("mutation", "files:uploadUrl"), {
    method: "POST",
    body: "<script>1</script>",
    headers: { "Content-Type": "text/html" },
  });
  const { storageId } = (await uploaded.json()) as { storageId: string };
  const { headers } = await fetch(await call("query", "files:url", { id: storageId }));
  expect(headers.get("content-security-policy")).toContain("sandbox");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("uploads without a token and larger than a file may be are refused before they are sent", async () => {
  const refused = await fetch(`${stage.url}/api/storage/upload?token=guess`, { method: "POST", body: "x" });
  expect([refused.status, await refused.json()]).toMatchObject([401, { code: "InvalidStorageToken" }]);
  const sending = request(await call("mutation", "files:uploadUrl"), {
    method: "POST",
    headers: { "Content-Length": 9_000_000_000 },
  });
  sending.on("error", () => {}).write("the first of many bytes");
  const [answer] = (await once(sending, "response")) as [IncomingMessage];
  expect(answer.statusCode).toBe(413);
  sending.destroy();
});

test("nothing else of the runtime's own port can be reached through the files' path", async () => {
  const body = JSON.stringify({ path: "files:uploadUrl", args: {} });
  const head = `Host: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
  for (const path of [
    "storage/../mutation",
    "storage/%2e%2e/mutation",
    "storage/x/../../mutation",
    "mutation",
  ]) {
    const answer = await rawRequest(stage.local.port, `POST /api/${path} HTTP/1.1\r\n${head}${body}`);
    expect(answer, path).toMatch(/^HTTP\/1\.1 404 /);
  }
});

test("the keys of tokens that the backend signs are at the issuer's address", async () => {
  const discovery = await fetch(`${stage.url}/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = (await discovery.json()) as Record<string, string>;
  expect(issuer).toBe(stage.url);
  expect(await (await fetch(jwks_uri!)).json()).toMatchObject({ keys: [{ alg: "ES256" }] });
});
