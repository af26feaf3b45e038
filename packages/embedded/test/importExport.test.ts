import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { makeFunctionReference } from "convex/server";
import { expect, test } from "vitest";
import { csvRecords } from "../src/admin/csv.ts";
import { exportText, parseExportText, parsePlainJson } from "../src/admin/exportText.ts";
import { decodeId, encodeId } from "../src/values/ids.ts";
import {
  aDeployment,
  api,
  convex,
  type Deployment,
  eventually,
  fixturePush,
  temporaryDir,
} from "./support.ts";

function cliOf({ url, adminKey }: Deployment) {
  const env = { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey };
  return (...args: string[]) => convex(args, env);
}

/** What a command prints when it fails. */
async function refusalOf(command: Promise<string>): Promise<string> {
  return command.then(
    (output) => `It did not fail: ${output}`,
    (error: { stderr: string }) => error.stderr,
  );
}

function aFile(name: string, content: string): string {
  const file = join(temporaryDir(), name);
  writeFileSync(file, content);
  return file;
}

const values = [
  ["int", 5n],
  ["largest int", 2n ** 63n - 1n],
  ["float", 5],
  ["huge float", 1e300],
  ["negative zero", -0],
  ["nan", NaN],
  ["bytes", new Uint8Array([0, 255]).buffer],
  ["text with digits", 'a "quoted\\" 12, 7 and \n 8'],
  ["nested", { a: [1, 1n, null, true], b: { c: -7n } }],
] as const;

test("AD7: an export holds every table and, imported elsewhere, gives the same documents with the same ids", async () => {
  const first = await aDeployment();
  for (const [key, value] of values)
    await first.client.mutation(api.kitchen.put, { key, value: value as never });
  await first.client.mutation(api.messages.send, { room: "a", body: "kept" });
  const fileId = await anUpload(first, "a stored file");
  const file = join(temporaryDir(), "snapshot.zip");
  await cliOf(first)("export", "--include-file-storage", "--path", file);

  const second = await aDeployment();
  await second.client.mutation(api.messages.send, { room: "a", body: "in the way" });
  const refused = await refusalOf(cliOf(second)("import", file));
  expect(refused).toMatch(/Table messages already exists/);
  expect(await second.client.query(api.messages.list, { room: "a", n: 9 })).toMatchObject([
    { body: "in the way" },
  ]);
  const output = await cliOf(second)("import", "--replace-all", "-y", file);
  expect(output).toMatch(/messages: 1 documents are deleted/);
  expect(output).toMatch(/Added 1\d documents/);

  const contents = async ({ client, admin }: Deployment) => {
    const { value } = (await (
      await admin("/api/query", {
        path: "_system/cli/tableData",
        args: { table: "anything", order: "asc" },
        format: "convex_encoded_json",
      })
    ).json()) as { value: { page: unknown[] } };
    return [value.page, await client.query(api.messages.list, { room: "a", n: 9 })];
  };
  expect(await contents(second)).toEqual(await contents(first));
  const url = (await second.client.query(api.files.url, { id: fileId })) as string;
  const answer = await fetch(url);
  expect([answer.headers.get("content-type"), await answer.text()]).toEqual(["text/plain", "a stored file"]);
  // Ids work as before, and new ones are made beside them.
  const [message] = (await second.client.query(api.messages.list, { room: "a", n: 1 })) as { _id: string }[];
  await second.client.mutation(makeFunctionReference<"mutation">("messages:edit"), {
    id: message!._id,
    body: "edited",
  });
  expect(await second.client.query(api.messages.list, { room: "a", n: 9 })).toMatchObject([
    { body: "edited" },
  ]);
}, 30_000);

async function anUpload({ client }: Deployment, body: string): Promise<string> {
  const url = (await client.mutation(api.files.uploadUrl, {})) as string;
  const answer = await fetch(url, { method: "POST", body, headers: { "Content-Type": "text/plain" } });
  return ((await answer.json()) as { storageId: string }).storageId;
}

test("AD8: CSV, JSON lines and JSON arrays are imported, appended and replaced; live queries see them", async () => {
  const deployment = await aDeployment();
  const cli = cliOf(deployment);
  const list = (room: string) => deployment.client.query(api.messages.list, { room, n: 9 });
  expect(await list("csv")).toEqual([]);
  const csv = aFile("m.csv", 'room,body,seq\ncsv,"one, ""quoted""",1\r\ncsv,"two\nlines",2.5\n');
  const lines = aFile(
    "m.jsonl",
    '{"room":"lines","body":"x","seq":1}\n\n{"room":"lines","body":"y","seq":2}',
  );
  const array = aFile("m.json", '[{"room":"array","body":"z","seq":3}]');
  expect(await cli("import", "--table", "messages", csv)).toMatch(/Added 2 documents to table "messages"/);
  expect(await list("csv")).toMatchObject([
    { body: "two\nlines", seq: 2.5 },
    { body: 'one, "quoted"', seq: 1 },
  ]);
  expect(await refusalOf(cli("import", "--table", "messages", lines))).toMatch(
    /Table messages already exists/,
  );
  await cli("import", "--table", "messages", "--append", lines);
  expect([((await list("csv")) as []).length, ((await list("lines")) as []).length]).toEqual([2, 2]);
  await cli("import", "--table", "messages", "--replace", "-y", array);
  expect([((await list("csv")) as []).length, ((await list("array")) as []).length]).toEqual([0, 1]);
}, 30_000);

test("AD9: an import that fails in its last row has written nothing, and names the row", async () => {
  const deployment = await aDeployment();
  const importing = anImport(deployment);
  await deployment.client.mutation(api.messages.send, { room: "a", body: "safe" });
  const good = '{"room":"a","body":"x","seq":1}\n';
  const before = await deployment.client.query(api.messages.list, { room: "a", n: 9 });
  const id = (before as { _id: string }[])[0]!._id;
  const cases: [string, RegExp][] = [
    [
      `${good.repeat(500)}{"room":"a","body":1,"seq":1}`,
      /Row 501 of table messages: .*does not match the schema/,
    ],
    [`${good}{"room":"a"`, /Row 2 is not valid JSON/],
    [`${good}7`, /Row 2 is not an object/],
    [
      `${good}{"room":"a","body":"x","seq":1,"_id":"nonsense"}`,
      /Row 2 .*"nonsense" is not a valid document id/,
    ],
    [`{"room":"a","body":"x","seq":1,"_id":"${id}"}\n`.repeat(2), /Row 2 .*with the id "\w+" already/],
    [`${good}{"room":"a","body":"x","seq":1,"_secret":1}`, /'_secret' starts with an underscore/],
  ];
  for (const [content, message] of cases)
    expect(await importing("messages", "replace", content)).toMatchObject({
      state: "failed",
      error_message: expect.stringMatching(message),
    });
  expect(await deployment.client.query(api.messages.list, { room: "a", n: 9 })).toEqual(before);
  // An import is larger than a mutation may be, and others get on while it runs.
  const many = await importing("anything", "requireEmpty", '{"key":"k","value":[1]}\n'.repeat(20_000));
  expect(many).toMatchObject({ state: "completed", num_rows_written: "20000" });
});

test("AD10: a table takes the number that the ids in the file carry, unless these are another table's", async () => {
  const deployment = await aDeployment();
  const importing = anImport(deployment);
  const { client } = deployment;
  const messageId = (await client.mutation(api.messages.send, { room: "a", body: "x" })) as string;
  const other = `{"_id":"${messageId}","key":"k","value":1}`;
  expect(await importing("anything", "append", other)).toMatchObject({
    error_message: expect.stringMatching(/are those of table messages here/),
  });
  await importing("messages", "replace", "");
  // With the table of that number empty, the number is free to take; the empty table moves out of the way.
  expect(await importing("anything", "append", other)).toMatchObject({ state: "completed" });
  expect(await client.query(api.kitchen.get, { id: messageId })).toMatchObject({ key: "k" });
  expect(await client.mutation(api.messages.send, { room: "a", body: "y" })).not.toBe(messageId);
  expect(await client.query(api.messages.list, { room: "a", n: 9 })).toMatchObject([{ body: "y" }]);
  // A failed import leaves numbers as they were.
  const numbered = async () => {
    const id = (await client.mutation(api.messages.send, { room: "b", body: "z" })) as string;
    return decodeId(id)!.tableNumber;
  };
  const number = await numbered();
  const elsewhere = encodeId(number + 1_000, "0123456789abcdef");
  const good = `{"_id":"${elsewhere}","room":"c","body":"x","seq":1}`;
  const failed = await importing("messages", "replace", `${good}\n{"nonsense":1}`);
  expect(failed).toMatchObject({ error_message: expect.stringMatching(/^Row 2/) });
  expect(await numbered()).toBe(number);
  expect(await importing("messages", "replace", good)).toMatchObject({ state: "completed" });
  expect(await numbered()).toBe(number + 1_000);
});

const many = (rows: number, room: string) =>
  Array.from({ length: rows }, (_, seq) => JSON.stringify({ room, body: `message ${seq}`, seq })).join("\n");

test("AD15: others go on while an import runs, and see all of it or nothing", async () => {
  const deployment = await aDeployment({ dataDir: temporaryDir(), push: await fixturePush() });
  const { client, admin } = deployment;
  await client.mutation(api.messages.send, { room: "old", body: "old" });
  const sizeOf = async () => {
    const call = { path: "_system/cli/tableSize", args: { tableName: "messages" } };
    return ((await (await admin("/api/query", call)).json()) as { value: number }).value;
  };
  let running = true;
  const imported = anImport(deployment)("messages", "replace", many(20_000, "new")).finally(() => {
    running = false;
  });
  const sizes = new Set<number>();
  let mutations = 0;
  while (running) {
    sizes.add(await sizeOf());
    await client.mutation(api.kitchen.bump, { name: "beside" });
    mutations++;
  }
  expect(await imported).toMatchObject({ state: "completed", num_rows_written: "20000" });
  expect([...sizes, await sizeOf()]).toEqual(expect.arrayContaining([1, 20_000]));
  expect([...sizes].every((size) => size === 1 || size === 20_000)).toBe(true);
  expect(mutations).toBeGreaterThan(50);
  expect(await client.query(api.messages.list, { room: "old", n: 9 })).toEqual([]);
}, 30_000);

test("AD15: an import that a restart cuts off has written nothing and leaves nothing", async () => {
  const dataDir = temporaryDir();
  const first = await aDeployment({ dataDir, push: await fixturePush() });
  await first.client.mutation(api.messages.send, { room: "a", body: "safe" });
  const importing = anImport(first)("messages", "replace", many(50_000, "a")).catch(() => null);
  const tables = () => {
    const reader = new DatabaseSync(join(dataDir, "data.db"), { readOnly: true });
    try {
      const hidden = reader.prepare("SELECT id FROM tablets WHERE component LIKE '~%'").all() as {
        id: number;
      }[];
      const rows = reader.prepare("SELECT count(*) AS n FROM docs WHERE tablet = ?");
      return hidden.map(({ id }) => (rows.get(id) as { n: number }).n);
    } finally {
      reader.close();
    }
  };
  await eventually(() => (tables().some((rows) => rows > 500) ? true : undefined));
  await first.close();
  await importing;
  expect(tables()).toHaveLength(1);
  const second = await aDeployment({ dataDir });
  expect(await second.client.query(api.messages.list, { room: "a", n: 9 })).toMatchObject([{ body: "safe" }]);
  await eventually(() => (tables().length === 0 ? true : undefined));
}, 30_000);

test("AD15: a push during an import makes it fail, and it can be tried again", async () => {
  const deployment = await aDeployment();
  const importing = anImport(deployment);
  const push = await fixturePush();
  const imported = importing("messages", "replace", many(20_000, "a"));
  await eventually(async () => {
    const { value } = (await (
      await deployment.admin("/api/query", { path: "_system/cli/queryImport:list", args: {} })
    ).json()) as { value: { state: { state: string } }[] };
    return value[0]?.state.state === "in_progress" ? true : undefined;
  });
  const started = (await (await deployment.admin("/api/deploy2/start_push", push)).json()) as object;
  expect((await deployment.admin("/api/deploy2/finish_push", { startPush: started })).status).toBe(200);
  expect(await imported).toMatchObject({ error_message: expect.stringMatching(/deployed anew/) });
  expect(await importing("messages", "replace", many(10, "a"))).toMatchObject({ state: "completed" });
}, 30_000);

test("AD15: of imports that want a table for themselves at once, one gets it; replacing ones follow each other", async () => {
  const deployment = await aDeployment();
  const importing = anImport(deployment);
  const rooms = Array.from({ length: 12 }, (_, n) => `room ${n}`);
  const first = await Promise.all(
    rooms.map((room) => importing("messages", "requireEmpty", many(300, room))),
  );
  expect(first.filter(({ state }) => state === "completed")).toHaveLength(1);
  const then = await Promise.all(rooms.map((room) => importing("messages", "replace", many(300, room))));
  expect(then.every(({ state }) => state === "completed")).toBe(true);
  const sizes = rooms.map((room) => deployment.client.query(api.messages.list, { room, n: 500 }));
  const found = (await Promise.all(sizes)).map((messages) => (messages as []).length);
  expect(found.sort((a, b) => b - a)).toEqual([300, ...Array(11).fill(0)]);
}, 30_000);

test("AD15: text and vector indexes go with the imported documents, added or in the place of others", async () => {
  const dataDir = temporaryDir();
  const first = await aDeployment({ dataDir, push: await fixturePush() });
  const importing = anImport(first);
  const titled = (...titles: string[]) => titles.map((title) => JSON.stringify({ title })).join("\n");
  const found = ({ client }: Deployment, words: string) => client.query(api.search.titles, { words });
  await first.client.mutation(api.search.addMany, { scripts: [{ title: "old comet" }] });
  await importing("scripts", "append", titled("added comet"));
  expect(await found(first, "comet")).toHaveLength(2);
  await importing("scripts", "replace", titled("new comet", "planet"));
  expect(await found(first, "comet")).toEqual(["new comet"]);
  await importing("vectors", "replace", '{"name":"near","embedding":[1.5,0,0]}');
  const nearest = { vector: [1, 0, 0], limit: 1 };
  expect(await first.client.action(api.search.nearest, nearest)).toEqual([["near", 1]]);
  await first.close();
  const second = await aDeployment({ dataDir });
  expect(await found(second, "comet")).toEqual(["new comet"]);
  expect(await found(second, "planet")).toEqual(["planet"]);
  expect(await second.client.action(api.search.nearest, nearest)).toEqual([["near", 1]]);
}, 30_000);

test("AD11: the text of exports is lossless and says integers and floats apart", () => {
  const cases: [unknown, string][] = [
    [{ $integer: "BQAAAAAAAAA=" }, "5"],
    [5, "5.0"],
    [1e21, "1e+21"],
    [{ $float: "AAAAAAAAAIA=" }, "-0.0"],
    [{ $bytes: "AP8=" }, '{"$bytes":"AP8="}'],
    [['12 "3"', 0.5], '["12 \\"3\\"",0.5]'],
  ];
  for (const [value, text] of cases) {
    expect(exportText(value as never)).toBe(text);
    expect(parseExportText(text)).toEqual(value);
  }
  expect(parsePlainJson('{"a":[5,-0.0]}')).toEqual({ a: [5, { $float: "AAAAAAAAAIA=" }] });
});

test("AD12: CSV cells survive every way of being cut into chunks", async () => {
  const text = 'a,b\r\n"x ""y"", z",\n"line\nend",2\n,\n';
  for (let size = 1; size <= text.length; size++) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      text.slice(i * size, (i + 1) * size),
    );
    const records: string[][] = [];
    for await (const record of csvRecords(fromChunks(chunks))) records.push(record);
    expect(records).toEqual([
      ["a", "b"],
      ['x "y", z', ""],
      ["line\nend", "2"],
      ["", ""],
    ]);
  }
});

async function* fromChunks(chunks: string[]): AsyncGenerator<string> {
  yield* chunks;
}

/** Imports a text of JSON lines as the CLI does, without its process; returns the final state. */
function anImport({ admin, client, adminKey }: Deployment) {
  (client as unknown as { setAdminAuth(key: string): void }).setAdminAuth(adminKey);
  const json = async (path: string, body: unknown) => (await admin(path, body)).json() as Promise<never>;
  return async (tableName: string, mode: string, content: string) => {
    const { uploadToken } = await json("/api/import/start_upload", {});
    const part = await fetch(
      `${(client as unknown as { url: string }).url}/api/import/upload_part?uploadToken=${uploadToken}&partNumber=1`,
      { method: "POST", body: content, headers: { Authorization: `Convex ${adminKey}` } },
    );
    const { importId } = await json("/api/import/finish_upload", {
      uploadToken,
      partTokens: [await part.json()],
      import: { tableName, mode, format: "jsonLines" },
    });
    for (let confirmed = false; ; ) {
      const { value } = (await json("/api/query", {
        path: "_system/cli/queryImport",
        args: { importId },
      })) as {
        value: { state: { state: string } };
      };
      if (["completed", "failed"].includes(value.state.state)) return value.state;
      if (value.state.state === "waiting_for_confirmation" && !confirmed) {
        confirmed = true;
        await json("/api/perform_import", { importId });
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
}
