import { expect, test } from "vitest";
import { type ApiDocument, fieldsOf, matches, readChapters, typeOf } from "./apiDocument";
import { curlOf } from "./curlOf";

const DOCUMENT: ApiDocument = {
  info: { title: "Molt", description: "" },
  tags: [
    { name: "chat", description: "Talking.", "x-displayName": "Chat" },
    { name: "system", description: "Itself.", "x-displayName": "System" },
  ],
  paths: {
    "/api/streams/{stream_id}/reply": {
      post: {
        operationId: "replyInStream",
        tags: ["chat"],
        summary: "Say something",
        parameters: [{ name: "stream_id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  content: { type: "string", maxLength: 9, minLength: 1 },
                  nonce: { type: "string" },
                },
                required: ["content"],
              },
            },
          },
        },
        responses: {
          "200": { content: { "application/json": { schema: { type: "object", properties: { ok: {} } } } } },
          "422": { "x-codes": ["validation_failed"] },
        },
        security: [{ bearer: [] }],
        "x-caller": "the stream's agent",
        "x-limits": [],
        "x-idempotency": "accepted",
      },
    },
  },
};

const [chat, system] = readChapters(DOCUMENT);
const reply = chat!.operations[0]!;

test("operations stand in their chapters, and a chapter may be empty", () => {
  expect(chat).toMatchObject({ title: "Chat", about: "Talking." });
  expect(system!.operations).toEqual([]);
  expect(reply).toMatchObject({
    id: "replyInStream",
    method: "POST",
    needsBearer: true,
    refusals: [{ status: 422, codes: ["validation_failed"] }],
    reply: { status: 200, type: "application/json" },
  });
});

test("fields say their type, bounds and depth, through lists and choices", () => {
  expect(reply.body?.fields).toEqual([
    { name: "content", type: "string", required: true, about: "1 to 9 characters.", depth: 0 },
    { name: "nonce", type: "string", required: false, about: "", depth: 0 },
  ]);
  const inner = { type: "object", properties: { id: { type: "string" } }, required: ["id"] };
  const list = { type: "object", properties: { all: { type: "array", items: inner } } };
  expect(fieldsOf(list).map(({ name, type, depth }) => [name, type, depth])).toEqual([
    ["all", "list of objects", 0],
    ["id", "string", 1],
  ]);
  expect(fieldsOf({ anyOf: [inner, { type: "null" }] })).toHaveLength(1);
});

test.each([
  [{ type: "string" }, "string"],
  [{ enum: ["live", "offline"] }, '"live" or "offline"'],
  [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string or null"],
  [{ type: "array", items: { type: "string" } }, "list of strings"],
  [{ const: true }, "true"],
  [{}, "anything"],
])("the type %j reads as %s", (schema, type) => expect(typeOf(schema)).toBe(type));

test("a search finds paths, names, codes and people, in any order and case", () => {
  for (const search of ["", "reply", "REPLY post", "nonce", "validation_failed", "agent stream_id"]) {
    expect(matches(reply, search), search).toBe(true);
  }
  expect(matches(reply, "reply nothing-like-it")).toBe(false);
});

test("the curl line is for a shell: quotes are quoted, blanks are variables", () => {
  expect(curlOf(reply, "http://localhost:3000")).toBe(
    [
      'curl -X POST "http://localhost:3000/api/streams/$STREAM_ID/reply"',
      '-H "Authorization: Bearer $SECRET"',
      '-H "Content-Type: application/json"',
      `-d '{"content":"…"}'`,
    ].join(" \\\n  "),
  );
  const apostrophe = { ...reply, body: { fields: [], example: { content: "It's on." } } };
  expect(curlOf(apostrophe, "http://x")).toContain(`-d '{"content":"It'\\''s on."}'`);
  expect(curlOf({ ...reply, idempotency: "required" }, "http://x")).toContain("Idempotency-Key: $(uuidgen)");
});
