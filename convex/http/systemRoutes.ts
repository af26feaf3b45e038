import * as z from "zod";
import { defineErrors, type ErrorCode, errorCodes } from "../lib/errors";
import { describeApi } from "./openapi";
import { problemHelp } from "./problemHelp";
import { isRetryable } from "./problems";
import { type ApiRouter, anyone } from "./route";

const systemErrors = defineErrors({
  noSuchProblem: { code: "not_found", message: "There is no problem with this code." },
});

const zProblemPage = z.object({
  type: z.string(),
  code: z.string(),
  status: z.number(),
  title: z.string(),
  help: z.string(),
  retryable: z.boolean(),
});

/** They change with a new version of the backend only. */
const CACHE = "public, max-age=300";

let described: { origin: string; document: object } | null = null;

/** What the API says about itself. Registered last: the description covers what is there by then, and itself. */
export function registerSystemRoutes(api: ApiRouter) {
  api.get("/openapi.json", {
    id: "getOpenApi",
    tag: "system",
    summary: "This description, as OpenAPI 3.1",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "ignore",
    reply: { status: 200, shape: z.looseObject({ openapi: z.string() }) },
    errors: [],
    async run(_ctx, { origin, headers }) {
      headers.set("Cache-Control", CACHE);
      // Making it takes a dozen milliseconds, and only the origin could differ from one request to the next.
      if (described?.origin !== origin) described = { origin, document: describeApi(api, origin) };
      return described.document as { openapi: string };
    },
  });

  api.get("/problems", {
    id: "listProblems",
    tag: "system",
    summary: "Every code this API refuses with",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "ignore",
    reply: { status: 200, shape: z.object({ data: z.array(zProblemPage) }) },
    errors: [],
    async run(_ctx, { origin, headers }) {
      headers.set("Cache-Control", CACHE);
      return { data: Object.keys(errorCodes).map((code) => describeProblem(code as ErrorCode, origin)) };
    },
  });

  api.get("/problems/{code}", {
    id: "getProblem",
    tag: "system",
    summary: "What a code means, and what to do",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "ignore",
    reply: { status: 200, shape: zProblemPage },
    errors: ["not_found"],
    async run(_ctx, { params, origin, headers }) {
      if (!Object.hasOwn(errorCodes, params.code)) throw systemErrors.noSuchProblem();
      headers.set("Cache-Control", CACHE);
      headers.set("Vary", "Accept"); // Browsers get a page at this address.
      return describeProblem(params.code as ErrorCode, origin);
    },
  });
}

function describeProblem(code: ErrorCode, origin: string): z.input<typeof zProblemPage> {
  return {
    type: `${origin}/problems/${code}`,
    code,
    ...errorCodes[code],
    help: problemHelp[code] ?? "",
    retryable: isRetryable(code),
  };
}
