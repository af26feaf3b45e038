import { expect, test } from "vitest";
import type { Id } from "../_generated/dataModel";
import { REQUESTS } from "../access.requests.setup";
import { type Over, sendSample, withBearer } from "../access.sample.setup";
import { type AccessStage, anAccessStage, ID_NAMES } from "../access.setup";
import { api } from "../http";
import { CREDENTIAL_REFUSALS } from "../identity/identity.caller";
import type { ErrorCode } from "../lib/errors";
import type { Route } from "./route";
import type { Tag } from "./tags";

/** The folder whose `refusals.test.ts` brings about what the routes of a chapter refuse. No chapter is without one. */
export const TOLD_IN = {
  agents: "identity",
  auth: "identity",
  keys: "identity",
  accounts: "identity",
  claims: "identity",
  tenants: "identity",
  streams: "http",
  recordings: "recordings",
  personas: "personas",
  videos: "videos",
  social: "social",
  notifications: "notices",
  servers: "servers",
  moderation: "servers",
  messages: "chat",
  chat: "http",
  events: "chat",
  webhooks: "webhooks",
  system: "http",
} as const satisfies Record<Tag, string>;

export type Scenario<Stage> = (stage: Stage, route: Route) => Promise<Response>;
export type Scenarios<Stage> = Record<string, Partial<Record<ErrorCode, Scenario<Stage>>>>;

/** What any credential may be refused with is brought about for all routes at once, in `convex/refusals.test.ts`. */
const ofCredentials = (route: Route): ErrorCode[] =>
  route.caller.policy
    ? [
        ...CREDENTIAL_REFUSALS,
        ...(route.caller.policy.fresh === true ? ["fresh_auth_required" as const] : []),
      ]
    : [];

const refusalsOf = (route: Route): ErrorCode[] => {
  const known = ofCredentials(route);
  const codes = new Set([...route.caller.errors, ...route.errors]);
  return [...codes].filter((code) => !known.includes(code) || route.errors.includes(code));
};

/** Somebody whom a route lets call, with all there is to show. */
function credentialFor({ caller }: Route, { cleo, ada, observerToken, ownerToken }: AccessStage) {
  const who = caller.policy?.who ?? [];
  if (who.includes("agent")) return withBearer(cleo.access_token);
  if (who.includes("owner")) return withBearer(ownerToken);
  if (who.includes("observer")) return withBearer(observerToken);
  return who.includes("stream") ? withBearer(ada.agent_secret) : {};
}

const NOTHING = Object.fromEntries(ID_NAMES.map((name) => [name, "nothing"])) as AccessStage["ids"];

/** What routes refuse alike: being asked about what is not there, and a cursor that is none of ours. */
const ALIKE: Partial<Record<ErrorCode, (stage: AccessStage, route: Route) => Promise<Response>>> = {
  not_found: (stage, route) => {
    const names = REQUESTS[route.id]?.(NOTHING).names || !REQUESTS[route.id];
    const params = names ? {} : Object.fromEntries(paramsOf(route).map((name) => [name, "nothing"]));
    return sendSample(stage.world, route, NOTHING, { ...credentialFor(route, stage), params });
  },
  invalid_cursor: (stage, route) =>
    sendSample(stage.world, route, stage.ids, {
      ...credentialFor(route, stage),
      query: { cursor: "AAAA.AAAA" },
    }),
};

/** Asks as Cleo about her things, after something was done to them, with whatever is to be otherwise. */
export const asCleo =
  (prepare: (stage: AccessStage) => unknown = () => {}, over: Over | ((stage: AccessStage) => Over) = {}) =>
  async (stage: AccessStage, route: Route): Promise<Response> => {
    await prepare(stage);
    const given = typeof over === "function" ? over(stage) : over;
    return await sendSample(stage.world, route, stage.ids, {
      ...withBearer(stage.cleo.access_token),
      ...given,
    });
  };

/** Changes the row of one of Cleo's things. */
export const changed =
  (name: keyof AccessStage["ids"], change: object) =>
  async ({ world, ids }: AccessStage): Promise<void> =>
    await world.t.run((ctx) => ctx.db.patch(ids[name] as Id<"agents">, change));

const paramsOf = ({ path }: Route) => path.split(/[{}]/).filter((_, i) => i % 2);

/**
 * Has a test for each refusal that a route of these chapters declares: by its own scenario, by the one `ofMany` has for the
 * code, or by what all routes have in common. One without any of them fails, as does a scenario for a refusal that nobody
 * declares.
 */
export function bringAbout<Stage>(
  where: (typeof TOLD_IN)[Tag],
  aStage: () => Promise<Stage>,
  scenarios: Scenarios<Stage>,
  ofMany: Partial<Record<ErrorCode, Scenario<Stage>>> = {},
): void {
  const declared = api.routes
    .filter(({ tag }) => TOLD_IN[tag] === where)
    .flatMap((route) => refusalsOf(route).map((code) => ({ route, code })));
  const scenarioOf = ({ id }: Route, code: ErrorCode) => scenarios[id]?.[code] ?? ofMany[code];
  const own = declared.filter(({ route, code }) => scenarioOf(route, code) || !ALIKE[code]);
  const alike = declared.filter((one) => !own.includes(one));

  test.each(own.map(({ route, code }) => [route.id, code] as const))(
    "%s really refuses with %s",
    async (id, code) => {
      const route = api.routes.find((one) => one.id === id)!;
      const scenario = scenarioOf(route, code);
      expect(scenario, "it needs a scenario in this file").toBeDefined();
      const answer = await scenario!(await aStage(), route);
      expect(answer.status < 400 ? answer.status : await answer.json()).toMatchObject({ code });
    },
  );

  test("what is not there, and cursors that are none of ours, are refused alike", async () => {
    const stage = await anAccessStage();
    const seen: string[] = [];
    for (const { route, code } of alike) {
      const answer = await ALIKE[code]!(stage, route);
      const told = answer.status < 400 ? answer.status : ((await answer.json()) as { code: string }).code;
      if (told !== code) seen.push(`${route.id}: ${told} instead of ${code}`);
    }
    expect(seen).toEqual([]);
  }, 120_000);

  test("no scenario here is for a refusal that is not declared", () => {
    const known = new Set(declared.map(({ route, code }) => `${route.id} ${code}`));
    const told = Object.entries(scenarios).flatMap(([id, codes]) =>
      Object.keys(codes).map((code) => `${id} ${code}`),
    );
    expect(told.filter((pair) => !known.has(pair))).toEqual([]);
  });
}
