import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Webhooks } from "../src/media/webhooks.ts";
import { ACCOUNT, aBackend, anInput, aStage, callApi, type Stage, strike, TOKEN, until } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await aStage();
});
afterAll(() => strike(stage));

test("an input is created as Cloudflare would answer", async () => {
  const { status, body } = await callApi(stage, "POST", "", {
    meta: { name: "Ada" },
    recording: { mode: "off" },
  });
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    errors: [],
    messages: [],
    result: {
      uid: expect.stringMatching(/^[0-9a-f]{32}$/),
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      modified: expect.any(String),
      meta: { name: "Ada" },
      enabled: true,
      recording: {
        mode: "off",
        requireSignedURLs: false,
        allowedOrigins: null,
        hideLiveViewerCount: false,
      },
      deleteRecordingAfterDays: null,
      preferLowLatency: false,
      defaultCreator: null,
      rtmps: {
        url: `rtmp://127.0.0.1:${stage.local.rtmpPort}/live/`,
        streamKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      status: null,
    },
  });
  expect((await anInput(stage)).rtmps.streamKey).not.toBe(body.result.rtmps.streamKey);
});

test("an input can be read, listed without its key, changed and deleted", async () => {
  const ada = await anInput(stage);
  expect((await callApi(stage, "GET", `/${ada.uid}`)).body.result.rtmps.streamKey).toBe(ada.rtmps.streamKey);
  const listed = (await callApi(stage, "GET", "")).body.result;
  expect(listed.liveInputs[0]).toMatchObject({ uid: ada.uid, meta: { name: "Ada" } });
  expect(JSON.stringify(listed)).not.toContain(ada.rtmps.streamKey);
  const changed = await callApi(stage, "PUT", `/${ada.uid}`, { enabled: false, meta: { name: "Basil" } });
  expect(changed.body.result).toMatchObject({ enabled: false, meta: { name: "Basil" }, rtmps: ada.rtmps });
  expect((await callApi(stage, "DELETE", `/${ada.uid}`)).status).toBe(200);
  expect((await callApi(stage, "GET", `/${ada.uid}`)).status).toBe(404);
});

test.each([
  ["a wrong token", "GET", "", undefined, "wrong", 403, 10000],
  ["a token that begins like the right one", "GET", "", undefined, TOKEN.slice(0, -1), 403, 10000],
  ["an unknown uid", "GET", `/${"0".repeat(32)}`, undefined, TOKEN, 404, 10003],
  ["deleting an unknown uid", "DELETE", "/..%2f..%2fetc", undefined, TOKEN, 404, 10003],
  ["an unknown method", "PATCH", "", {}, TOKEN, 405, 10405],
  ["posting to an input", "POST", "/UID", {}, TOKEN, 405, 10405],
  ["malformed JSON", "POST", "", "{", TOKEN, 400, 10005],
  ["a body that is no object", "POST", "", [], TOKEN, 400, 10005],
  ["a wrong type", "PUT", "/UID", { enabled: "yes" }, TOKEN, 400, 10005],
  ["a huge body", "POST", "", `{"meta":{"name":"${"x".repeat(70_000)}"}}`, TOKEN, 413, 10006],
] as const)("%s is refused", async (_what, method, path, body, token, status, code) => {
  const before = (await callApi(stage, "GET", "")).body.result.total;
  const uid = path === "/UID" ? (await anInput(stage)).uid : null;
  const answer = await callApi(stage, method, uid ? `/${uid}` : path, body, token);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ success: false, errors: [{ code }], result: null });
  expect((await callApi(stage, "GET", "")).body.result.total).toBe(before + (uid ? 1 : 0));
});

test("another account's inputs are not routed", async () => {
  const url = `${stage.url}/local/cloudflare/client/v4/accounts/${ACCOUNT.replace("0", "f")}/stream/live_inputs`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect([answer.status, await answer.json()]).toMatchObject([
    404,
    { success: false, errors: [{ code: 7003 }] },
  ]);
});

test("a restart keeps inputs and keys in files only their owner reads, and reports who was lost", async () => {
  const first = await aStage();
  const ada = await anInput(first);
  const basil = await anInput(first, "Basil");
  first.local.inputs.find(ada.uid)!.record.status = {
    state: "connected",
    reason: "connected",
    enteredAt: "2026-01-01",
  };
  await callApi(first, "PUT", `/${ada.uid}`, {});
  const fileOf = ({ uid }: { uid: string }) => join(first.folder, "media", "live-inputs", `${uid}.json`);
  expect(statSync(fileOf(basil)).mode & 0o777).toBe(0o600);
  await first.local.stop();

  const second = await aStage({ folder: first.folder, backend: first.backend });
  const lost = await until("disconnected", () => first.backend.received[0]);
  expect(lost).toMatchObject({ type: "live_input.disconnected", uid: ada.uid });
  expect((await callApi(second, "GET", `/${ada.uid}`)).body.result).toMatchObject({
    rtmps: { streamKey: ada.rtmps.streamKey },
    // The push ended with its last sign of life, not when somebody started the machine again.
    status: { current: { state: "disconnected", statusEnteredAt: "2026-01-01T00:00:00.001Z" } },
  });
  expect(first.backend.received).toHaveLength(1);
  await second.local.stop();

  writeFileSync(fileOf(basil), '{"uid":"');
  const third = await aStage({ folder: first.folder, backend: first.backend });
  expect((await callApi(third, "GET", "")).body.result.liveInputs).toMatchObject([{ uid: ada.uid }]);
  await strike(third);
});

test("a file of all inputs together, as it was once kept, is taken apart", async () => {
  const first = await aStage();
  const ada = await anInput(first);
  await first.local.stop();
  const media = join(first.folder, "media");
  const own = join(media, "live-inputs", `${ada.uid}.json`);
  const inputs = [JSON.parse(readFileSync(own, "utf8"))];
  rmSync(own);
  writeFileSync(join(media, "live-inputs.json"), JSON.stringify({ version: 1, inputs }));
  const second = await aStage({ folder: first.folder, backend: first.backend });
  const { result } = (await callApi(second, "GET", `/${ada.uid}`)).body;
  expect(result.rtmps.streamKey).toBe(ada.rtmps.streamKey);
  expect(existsSync(join(media, "live-inputs.json"))).toBe(false);
  await strike(second);
});

test("webhooks are repeated until taken, and stay in order per input", async () => {
  const backend = await aBackend();
  const webhooks = new Webhooks({
    url: `http://127.0.0.1:${backend.port}/webhooks/cloudflare-stream`,
    secret: "s",
    log: () => {},
    firstPauseMs: 5,
  });
  backend.refuse = [500, 401, 302];
  webhooks.send({ uid: "ada", type: "live_input.connected", at: new Date() });
  webhooks.send({ uid: "ada", type: "live_input.disconnected", at: new Date() });
  webhooks.send({ uid: "basil", type: "live_input.connected", at: new Date() });
  await until("all of them", () => backend.received.length === 6);
  const ofAda = backend.received.filter(({ uid }) => uid === "ada").map(({ type }) => type);
  expect(ofAda.indexOf("live_input.disconnected")).toBe(ofAda.length - 1);
  expect(ofAda.filter((type) => type === "live_input.disconnected")).toHaveLength(1);
  webhooks.stop();
  backend.server.close();
});

test("a webhook nobody takes is given up after ten tries, and the next one is sent", async () => {
  const backend = await aBackend();
  const given: string[] = [];
  const webhooks = new Webhooks({
    url: `http://127.0.0.1:${backend.port}/webhooks/cloudflare-stream`,
    secret: "s",
    log: (line) => given.push(line),
    firstPauseMs: 1,
  });
  backend.refuse = Array(10).fill(503);
  webhooks.send({ uid: "ada", type: "live_input.connected", at: new Date() });
  webhooks.send({ uid: "ada", type: "live_input.disconnected", at: new Date() });
  await until("the second event", () => backend.received.at(-1)?.type === "live_input.disconnected");
  expect(backend.received).toHaveLength(11);
  expect(given).toEqual(["webhook live_input.connected for ada is given up after 10 tries: answered 503"]);
  webhooks.stop();
  backend.server.close();
});
