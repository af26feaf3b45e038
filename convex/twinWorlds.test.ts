import { makeFunctionReference } from "convex/server";
import { expect, test } from "vitest";
import { OTHERS } from "./access.callers.setup";
import { REQUESTS } from "./access.requests.setup";
import { type AccessStage, anAccessStage } from "./access.setup";
import { type ConvexFunction, functions } from "./functions.setup";
import { api } from "./http";
import { limits } from "./http/limits";
import type { Route } from "./http/route";
import { readShown } from "./identity/identity.caller";
import { seeded } from "./identity/vectors.setup";

/**
 * Twin worlds: what some people are told is the same, byte for byte, whether or not others exist beside them, and whatever
 * those others do. Two casts are made by one script: ours, and one whose names and words all have a mark in them.
 * Ours calls every route as everybody it has, and looks at every live query; the others call theirs, and ours, in between.
 */
const SEEDS = Number(process.env.TWIN_SEEDS ?? 2);
const MARK = "zulu";

/** Who calls: Cleo, whose things the requests are about, and everybody else of a cast. */
const CALLERS = {
  cleo: ({ cleo: { access_token } }: AccessStage) => ({ Authorization: `Bearer ${access_token}` }),
  ...Object.fromEntries(
    Object.values(OTHERS).map(({ caste, sent }) => [caste, (stage: AccessStage) => sent(stage).headers]),
  ),
} as Record<string, (stage: AccessStage) => Record<string, string>>;

/** After these there is nobody left to call. */
const ENDS_ITSELF = ["logOut", "deleteMyAccount", "deleteMyself", "deleteMyselfAlias"];
/** Slow on purpose, and about nobody else. */
const SLOW = ["changePassword"];

const routes = api.routes.filter(({ id }) => REQUESTS[id] && ![...ENDS_ITSELF, ...SLOW].includes(id));
const queries = functions.filter(({ fn }) => fn.isPublic && fn.isQuery);

interface Step {
  route: Route;
  who: string;
}

/** Every call in an order of its own. What takes things away comes late, or there would soon be nothing to tell of. */
function program(seed: number): { steps: Step[]; taking: number } {
  const random = seeded(seed);
  const steps = routes.flatMap((route) =>
    Object.keys(CALLERS).map((who) => ({ route, who, at: random.next(), late: lateness(route) })),
  );
  steps.sort((one, two) => one.late - two.late || one.at - two.at);
  return { steps, taking: steps.findIndex(({ late }) => late > 0) };
}

function lateness({ id, method }: Route): number {
  if (id === "endLogin") return 2;
  return method === "DELETE" || /^(leave|transfer|release)/.test(id) ? 1 : 0;
}

let sent = 0;

/** Sends a step's request about a cast's things, as somebody of the same or of another one. */
async function take(stage: AccessStage, { route, who }: Step, about: AccessStage["ids"], mark = "") {
  const marked = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value ?? {}).replace(
        /\b(cleo|basil|dov|Dov|Another|another|Hello|Changed)\b/g,
        `$1${mark}`,
      ),
    );
  const request = REQUESTS[route.id]!(about);
  // A public server is there for everybody, ours included.
  const secrecy = mark && route.id === "createServer" ? { visibility: "private" } : {};
  const params = marked(request.params) as Record<string, string>;
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!));
  const query = new URLSearchParams(marked(request.query) as Record<string, string>).toString();
  return await stage.world.t.fetch(`${path}${query && `?${query}`}`, {
    method: route.method,
    headers: {
      ...CALLERS[who]!(stage),
      ...(request.body && { "Content-Type": "application/json" }),
      ...(route.idempotency === "required" && { "Idempotency-Key": `twin-worlds-${sent++}` }),
    },
    ...(request.body && { body: JSON.stringify({ ...marked(request.body), ...secrecy }) }),
  });
}

/** What an answer says. An open line goes on for minutes: it is hung up, and what it would bring is in the inbox. */
async function told(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return await response.text();
  await response.body?.cancel();
  return "an open line";
}

/** What a live query shows somebody of a cast who asks for that cast's things. */
async function look(
  { world: { t }, ids }: AccessStage,
  path: string,
  fn: ConvexFunction,
  sid: string | null,
) {
  const things: Record<string, unknown> = {
    ...{
      channelId: ids.channel,
      server: ids.server,
      serverId: ids.server,
      agentId: ids.agent,
      agent: "cleo",
    },
    ...{ slug: ids.slug, username: "cleo", webhookId: ids.webhook, messageId: ids.message },
    ...{ page: 0, from: 0, to: 50, at: 0 },
  };
  const { value: fields } = JSON.parse(fn.exportArgs()) as { value: Record<string, { optional: boolean }> };
  const args = Object.fromEntries(
    Object.keys(fields).flatMap((name) => (name in things ? [[name, things[name]]] : [])),
  );
  const as = sid === null ? t : t.withIdentity({ subject: "somebody", sid });
  return await as.query(makeFunctionReference<"query">(path), args).then(
    (result: unknown) => JSON.stringify(result),
    (error: unknown) => `refused: ${error instanceof Error ? error.message : String(error)}`,
  );
}

/** The sign-in behind a token, which is what a live connection knows of it. */
async function loginOf(stage: AccessStage, who: string): Promise<string | null> {
  const shown = await readShown(new Request("http://molt.test", { headers: CALLERS[who]!(stage) }));
  return shown.kind === "token" ? shown.loginId : null;
}

type World = "alone" | "beside others" | "beside others who are busy";

/** What our cast is told in a world, step by step, with ids numbered in the order in which they appear. */
async function transcript(kind: World, { steps, taking }: ReturnType<typeof program>): Promise<string[]> {
  const ours = await anAccessStage();
  const others = kind === "alone" ? null : await anAccessStage(ours.world, MARK);
  const busy = kind === "beside others who are busy" ? others : null;
  const bare = masking(ours);
  const lines: string[] = [];
  for (const [i, step] of steps.entries()) {
    if (i === taking) lines.push(...(await shown(ours)).map(bare));
    if (busy) {
      await told(await take(busy, steps[(i * 7) % taking]!, busy.ids, MARK));
      // They try what is ours, too, as if they had guessed every id.
      if (isAboutAThing(step)) await told(await take(busy, step, ours.ids));
    }
    const response = await take(ours, step, ours.ids);
    const text = await told(response);
    expect(text, step.route.id).not.toContain(MARK);
    const headers = JSON.stringify(ownHeaders(response));
    lines.push(bare(`${step.route.id} as ${step.who}: ${response.status} ${text} ${headers}`));
  }
  return lines;
}

/** What every live query shows everybody of a cast. */
async function shown(stage: AccessStage): Promise<string[]> {
  const lines: string[] = [];
  for (const { path, fn } of queries) {
    for (const who of ["cleo", "observer", "owner", null]) {
      const result = await look(stage, path, fn, who && (await loginOf(stage, who)));
      expect(result, path).not.toContain(MARK);
      lines.push(`${path} as ${who}: ${result}`);
    }
  }
  return lines;
}

/** What is about a person may be done by strangers: asking to be friends, following, claiming. Things are their owner's. */
const isAboutAThing = ({ route }: Step) => REQUESTS[route.id]!(NAMES).names === true;
const NAMES = new Proxy({}, { get: (_, name) => String(name) }) as AccessStage["ids"];

/**
 * Takes out of a text what differs between any two runs: secrets, signatures, cursors, and ids, which become their number
 * in the order in which our cast is told them. An id of somebody else's would be one number too many.
 */
function masking({ ids }: AccessStage): (text: string) => string {
  const known = Object.entries(ids).filter(([, id]) => id.length > 8);
  const numbers = new Map<string, string>();
  const numbered = (id: string) => {
    if (!numbers.has(id)) numbers.set(id, `<${numbers.size}>`);
    return numbers.get(id)!;
  };
  return (text) =>
    known
      .reduce((rest, [name, id]) => rest.replaceAll(id, `<${name}>`), text)
      .replace(/\\+n/g, " ")
      .replace(/(?<=\b\d{13})\.\d+/g, "") // Less than a millisecond of a moment.
      .replace(/req_[0-9a-f]{32}/g, "<request>")
      .replace(/upload\?token=[\w.%-]+|"user":\{"id":"[\w-]+"/g, "<sealed>")
      .replace(/\b(mlt|molt|ml|whsec|rt)_[\w./+=-]{4,}/g, "<secret>")
      .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, "<token>")
      .replace(
        /\b(next_cursor|cursor|challenge|hash|head|seal|nonce|thumbprint|kid)\\?":\\?"[^"]+"/g,
        "<sealed>",
      )
      .replace(/\\"x\\":\\"[\w-]{43}\\"/g, "<public key>")
      .replace(/[0-9a-f]{64}/g, "<hash>")
      .replace(/twin-worlds-\d+/g, "<key>")
      .replace(/(?<="code":"|\/invites\/)[0-9A-Za-z]{12}\b/g, "<invitation>")
      .replace(/key-of-input\w+|input\d+x\d+|(?<="key_hint\\?":\\?")t\d+x\d+/g, "<input>")
      .replace(/\b\d{5,};[a-z_]\w{3,}|\b[a-z0-9]{31,32}\b/gi, numbered);
}

/** Limits by address are shared by all who call from it, and here that is everybody; those by caller are not. */
const SHARED = Object.entries(limits).flatMap(([name, { per }]) => (per === "address" ? [name] : []));

function ownHeaders({ headers }: Response): [string, string][] {
  const isShared = SHARED.some((name) => headers.get("ratelimit")?.includes(`"${name}"`));
  return [...headers].filter(
    ([name]) => name !== "x-request-id" && !(isShared && name.includes("ratelimit")),
  );
}

test.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
  "program %i is answered alike alone, beside others, and beside others who are busy",
  async (seed) => {
    const ours = program(seed);
    const alone = await transcript("alone", ours);
    // Programs that are mostly refused would show little.
    expect(alone.filter((line) => /^\w+ as \w+: 2\d\d /.test(line)).length).toBeGreaterThan(100);
    expect(alone.filter((line) => /:\w+ as \w+: (?!refused)/.test(line)).length).toBeGreaterThan(40);
    for (const kind of ["beside others", "beside others who are busy"] as const) {
      const beside = await transcript(kind, ours);
      const different = beside.flatMap((line, i) =>
        line === alone[i] ? [] : [{ alone: alone[i], beside: line }],
      );
      expect(
        different.slice(0, 3),
        `${different.length} of ${alone.length} differ ${kind}, seed ${seed}`,
      ).toEqual([]);
    }
  },
  300_000,
);
