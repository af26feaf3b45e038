import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { api } from "../http";
import { type ErrorCode, errorCodes } from "../lib/errors";
import { aWorld, ORIGIN } from "../world.setup";
import { errorsOf } from "./contract";
import { describeApi } from "./openapi";
import { problemHelp } from "./problemHelp";
import type { Route } from "./route";

interface Operation {
  operationId: string;
  responses: Record<string, { "x-codes"?: string[] }>;
  parameters: { name: string; in: string; schema: object; required: boolean }[];
}

const routes: [string, Route][] = api.routes.map((route) => [route.id, route]);
const document = describeApi(api, ORIGIN) as {
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: { requestBody: { content: Record<string, { example: unknown }> } } }>;
};
const operationOf = (route: Route) => document.paths[route.path]![route.method.toLowerCase()]!;

describe("/openapi.json", () => {
  test("is valid OpenAPI 3.1 by a public validator", async () => {
    const result = await new Validator().validate(structuredClone(document) as never);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  test("is what the instance answers, with its own address in it", async () => {
    const response = await aWorld().t.fetch("/openapi.json");
    expect(response.headers.get("cache-control")).toContain("public");
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(document)));
  });

  test.each(routes)("%s is in it, with every code it may refuse with", (_id, route) => {
    const operation = operationOf(route);
    expect(operation.operationId).toBe(route.id);
    const codes = Object.values(operation.responses).flatMap((response) => response["x-codes"] ?? []);
    expect(codes.sort()).toEqual([...errorsOf(route)].sort());
  });

  test("parameters read as clients mean them: a limit is an integer with bounds", () => {
    const { parameters } = document.paths["/api/streams/{stream_id}/poll"]!.get!;
    expect(parameters.find(({ name }) => name === "limit")?.schema).toEqual({
      type: "integer",
      minimum: 1,
      maximum: 100,
      default: 50,
    });
    expect(parameters.find(({ name }) => name === "stream_id")).toMatchObject({ in: "path", required: true });
  });
});

describe("everything that goes out", () => {
  test.each(api.outgoing.map((outgoing) => [outgoing.name, outgoing] as const))(
    "%s fits its shape",
    (name, { body, example }) => {
      expect(body.safeParse(example).error).toBeUndefined();
      expect(document.webhooks[name]!.post.requestBody.content["application/json"]?.example).toEqual(example);
    },
  );
});

describe("every declaration", () => {
  test.each(routes)("%s: its examples fit its shapes", (_id, { body, bodyExample, reply }) => {
    if (body && bodyExample !== undefined) expect(body.strict().safeParse(bodyExample).error).toBeUndefined();
    if (reply.example !== undefined) {
      const shape = reply.shape instanceof z.ZodObject ? reply.shape.strict() : reply.shape;
      expect(shape.safeParse(reply.example).error).toBeUndefined();
    }
  });

  test.each(routes)("%s: what it says is complete", (_id, route) => {
    expect(route.summary).toMatch(/^[A-Z].{5,120}[^.]$/);
    expect(route.id).toMatch(/^[a-z][A-Za-z]+$/);
    expect(route.path).toMatch(/^\/[\w@./{}-]*[\w}]$/);
    expect(route.caller.who).not.toBe("");
    if (route.path.startsWith("/api/v1/") && !route.deprecated) expect(route.path).not.toMatch(/[A-Z]/);
  });

  test("no two patterns of one method fit the same path, unless one of them says it without a parameter", () => {
    const shapes = api.routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});

describe("/problems", () => {
  test.each(Object.keys(errorCodes) as ErrorCode[])("%s is explained", async (code) => {
    expect(problemHelp[code], `convex/http/problemHelp.ts has no words on ${code}`).toMatch(
      /^[A-Z`].{20,}\.$/,
    );
  });

  test("explains one code, lists all of them, and knows no others", async () => {
    const { t } = aWorld();
    const one = await t.fetch("/problems/rate_limited");
    expect(await one.json()).toMatchObject({ code: "rate_limited", status: 429, retryable: true });
    const all = (await (await t.fetch("/problems")).json()) as { data: unknown[] };
    expect(all.data).toHaveLength(Object.keys(errorCodes).length);
    for (const code of ["nothing_like_it", "toString", "__proto__"]) {
      expect((await t.fetch(`/problems/${code}`)).status).toBe(404);
    }
  });
});
