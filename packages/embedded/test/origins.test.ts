import { expect, test } from "vitest";
import { parseOrigin } from "../src/http/origins.ts";
import { aProcess, aPushFile } from "./process.ts";
import { aDeployment, api, temporaryDir } from "./support.ts";

const cloudUrl = "https://files.example/convex";
const siteUrl = "https://actions.example";

test("FS11: functions hand out addresses of the public origin, and learn it from their environment", async () => {
  const { client, url, adminKey } = await aDeployment({ publicOrigins: { cloudUrl, siteUrl } });
  const upload = (await client.mutation(api.files.uploadUrl, {})) as string;
  expect(upload).toMatch(/^https:\/\/files\.example\/convex\/api\/storage\/upload\?token=/);
  const here = upload.replace(cloudUrl, url);
  const { storageId } = (await (await fetch(here, { method: "POST", body: "hello" })).json()) as {
    storageId: string;
  };
  const file = (await client.query(api.files.url, { id: storageId })) as string;
  expect(file).toMatch(/^https:\/\/files\.example\/convex\/api\/storage\/[0-9a-f-]{36}$/);
  expect(await (await fetch(file.replace(cloudUrl, url))).text()).toBe("hello");
  const headers = { Authorization: `Convex ${adminKey}` };
  const canonical = await fetch(`${url}/api/v1/get_canonical_urls`, { headers });
  expect(await canonical.json()).toEqual({ convexCloudUrl: cloudUrl, convexSiteUrl: siteUrl });
});

test("FS11: without a site origin of their own, HTTP actions keep their address", async () => {
  const { url, adminKey, siteUrl: site } = await aDeployment({ publicOrigins: { cloudUrl } });
  const headers = { Authorization: `Convex ${adminKey}` };
  const canonical = await fetch(`${url}/api/v1/get_canonical_urls`, { headers });
  expect(await canonical.json()).toEqual({ convexCloudUrl: cloudUrl, convexSiteUrl: site });
});

test("FS11: what is no address is refused, slashes at the end do not matter", () => {
  expect(parseOrigin("--public-origin", "https://a.example/x//")).toBe("https://a.example/x");
  expect(parseOrigin("--public-origin", "http://localhost:3000/")).toBe("http://localhost:3000");
  for (const text of ["a.example", "ftp://a.example", "https://u:p@a.example", "https://a.example/?x=1", ""])
    expect(() => parseOrigin("--public-origin", text)).toThrow("--public-origin is");
});

test("FS11: the command line takes them, from options or from Convex's variables", async () => {
  const push = await aPushFile(temporaryDir());
  const urlFrom = async (args: string[], env: Record<string, string> = {}) => {
    const runtime = await aProcess(temporaryDir(), { args: ["--push", push, ...args], env });
    const answer = await fetch(`${await runtime.url()}/api/mutation`, {
      method: "POST",
      body: JSON.stringify({ path: "files:uploadUrl", args: {} }),
    });
    return ((await answer.json()) as { value: string }).value.split("/api/")[0];
  };
  const env = { CONVEX_CLOUD_ORIGIN: "https://variable.example" };
  expect(await urlFrom([], env)).toBe("https://variable.example");
  expect(await urlFrom(["--public-origin", cloudUrl], env)).toBe(cloudUrl);
  const refused = await aProcess(temporaryDir(), { args: ["--public-origin", "nonsense"] });
  expect(await refused.exited).toBe(1);
  expect(refused.output()).toContain('--public-origin is "nonsense"');
}, 30_000);
