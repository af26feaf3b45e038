import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { ActionCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { findAttempt, type Verdict } from "../lib/attempts";
import { internalAction, internalMutation, internalQuery } from "../lib/functions";
import * as Tavus from "../lib/tavus.client";
import { failPersona, orderOf, settlePersona } from "./personas.model";
import { failReplica, findSample, keepSample, nameAt, settleReplica, troubleWith } from "./replicas.model";
import { vPersonaTask } from "./schema";
import { claimDue, conclude, GIVE_UP_MS, IN_HAND, putTask } from "./tasks.model";
import { keepStock } from "./voices.model";

const vOrder = v.object({
  plan: v.object({
    name: v.string(),
    systemPrompt: v.string(),
    context: v.string(),
    replicaId: v.union(v.string(), v.null()),
  }),
  wish: v.number(),
  version: v.number(),
});

/** What an action needs to know about a task that it has taken. `wasTried`: an order may be out there already. */
const vClaimed = v.object({
  _id: v.id("personaTasks"),
  attempt: v.number(),
  task: vPersonaTask,
  about: v.union(
    v.object({ kind: v.literal("persona"), externalId: v.union(v.string(), v.null()), name: v.string() }),
    v.object({ kind: v.literal("fetch"), url: v.string() }),
    v.object({
      kind: v.literal("submit"),
      ...{ name: v.string(), sampleUrl: v.string() },
    }),
    v.object({ kind: v.literal("look"), externalId: v.string() }),
    v.null(), // there is nothing to be done any more
  ),
});
type Claimed = Infer<typeof vClaimed>;

/** Takes what is due. */
export const claim = internalMutation({
  args: {},
  returns: v.array(vClaimed),
  handler: async (ctx) => {
    const rows = await claimDue(ctx);
    return await Promise.all(
      rows.map(async ({ _id, attempt, task }): Promise<Claimed> => {
        const claimed = { _id, attempt, task };
        if (task.kind === "persona") {
          const persona = await ctx.db.get(task.personaId);
          if (!persona) return { ...claimed, about: null };
          const { username } = await getAgent(ctx, persona.agentId);
          const name = `${username} ${persona._id}`;
          return { ...claimed, about: { kind: "persona", externalId: persona.externalId, name } };
        }
        if (task.kind !== "replica") return { ...claimed, about: null };
        const replica = await ctx.db.get(task.replicaId);
        if (!replica) return { ...claimed, about: null };
        const { state, externalId, sampleUrl, agentId } = replica;
        if (state.kind === "fetching" && sampleUrl) {
          return { ...claimed, about: { kind: "fetch", url: sampleUrl } };
        }
        if (externalId) return { ...claimed, about: { kind: "look", externalId } };
        const sample = await findSample(ctx, replica._id);
        const url = sample && (await ctx.storage.getUrl(sample.storageId));
        if (state.kind !== "submitting" || !url) return { ...claimed, about: null };
        const { username } = await getAgent(ctx, agentId);
        const name = nameAt(username, replica._id);
        return { ...claimed, about: { kind: "submit", name, sampleUrl: url } };
      }),
    );
  },
});

/** What a persona is to be made of, as it is now. */
export const order = internalQuery({
  args: { task: vPersonaTask },
  returns: v.union(vOrder, v.null()),
  handler: async (ctx, { task }) => {
    const persona = task.kind === "persona" ? await ctx.db.get(task.personaId) : null;
    return persona && (await orderOf(ctx, persona));
  },
});

const vReplica = v.object({
  ...{ id: v.string(), name: v.string(), progress: v.union(v.string(), v.null()) },
  status: v.union(v.literal("training"), v.literal("completed"), v.literal("error")),
  ...{ fault: v.union(v.string(), v.null()), modelName: v.union(v.string(), v.null()) },
  createdAt: v.union(v.number(), v.null()),
});

/** What the provider said, or what was found at an address. */
const vFound = v.union(
  v.object({ kind: v.literal("done") }),
  v.object({ kind: v.literal("failed"), cause: v.string() }),
  v.object({ kind: v.literal("refused"), code: v.string(), cause: v.string() }),
  v.object({
    kind: v.literal("persona"),
    ...{ externalId: v.string(), wish: v.number(), version: v.number() },
  }),
  v.object({ kind: v.literal("sample"), storageId: v.id("_storage"), hash: v.string() }),
  v.object({ kind: v.literal("replica"), replica: vReplica }),
);
type Found = Infer<typeof vFound>;

/** Does at the provider what is due there, several at a time, and settles each. Asks for itself while there is more. */
export const work = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const claimed: Claimed[] = await ctx.runMutation(internal.personas.tasks.claim, {});
    await Promise.all(
      claimed.map(async (one) => {
        const { _id, attempt } = one;
        const found = await attemptTask(ctx, one).catch((error: unknown) => whatWentWrong(one, error));
        await ctx.runMutation(internal.personas.tasks.settle, { _id, attempt, found });
      }),
    );
    if (claimed.length === IN_HAND) await ctx.scheduler.runAfter(0, internal.personas.tasks.work, {});
    return null;
  },
});

function whatWentWrong({ task }: Claimed, error: unknown): Found {
  if (!(error instanceof Tavus.TavusError)) {
    // A fault of ours in one task is not to keep the others from being settled.
    console.error(`${task.kind}:`, error);
    return { kind: "failed", cause: "Something went wrong on this side. It is tried again." };
  }
  const { message: cause, isRefusal } = error;
  console.warn(`${task.kind}: ${cause}`);
  return isRefusal ? { kind: "refused", code: "provider_failed", cause } : { kind: "failed", cause };
}

async function attemptTask(ctx: ActionCtx, { task, about, attempt }: Claimed): Promise<Found> {
  if (task.kind === "stock") return await listStock(ctx);
  if (task.kind === "removeNamed") {
    const found = await findNamed(task.name);
    if (found) await Tavus.deleteReplica(found.id);
    return { kind: "done" };
  }
  if (task.kind === "remove") {
    if (task.what === "persona") await Tavus.deletePersona(task.externalId);
    else await Tavus.deleteReplica(task.externalId);
    return { kind: "done" };
  }
  switch (about?.kind) {
    case "persona":
      return await makePersona(ctx, task, about, attempt > 1);
    case "fetch":
      return await ctx.runAction(internal.personas.samples.fetchSample, { url: about.url });
    case "submit":
      return { kind: "replica", replica: await submitSample(about, attempt > 1) };
    case "look": {
      const replica = await Tavus.findReplica(about.externalId);
      if (replica) return { kind: "replica", replica };
      return {
        kind: "refused",
        code: "provider_failed",
        cause: "The provider does not have this voice any more.",
      };
    }
    default:
      return { kind: "done" };
  }
}

async function listStock(ctx: ActionCtx): Promise<Found> {
  const voices = await Tavus.listReplicas("system");
  await ctx.runMutation(internal.personas.tasks.noteStock, { voices });
  return { kind: "done" };
}

/**
 * Has the provider have the persona as it is wanted now. An order whose answer never came is not given again before the
 * provider was looked through for what came of it.
 */
async function makePersona(
  ctx: ActionCtx,
  task: Claimed["task"],
  { externalId: known, name }: { externalId: string | null; name: string },
  wasTried: boolean,
): Promise<Found> {
  let wanted: Infer<typeof vOrder> | null = await ctx.runQuery(internal.personas.tasks.order, { task });
  // A voice that the provider has no more may be why it did not work the last time.
  if (wanted && (wanted.plan.replicaId === null || wasTried)) {
    await listStock(ctx);
    wanted = await ctx.runQuery(internal.personas.tasks.order, { task });
  }
  if (!wanted) return { kind: "done" };
  const { plan, wish, version } = wanted;
  const candidate = known ?? (wasTried ? await Tavus.findPersonaNamed(name) : null);
  const isThere = candidate !== null && (await Tavus.changePersona(candidate, plan));
  const externalId = isThere ? candidate : await Tavus.createPersona(plan);
  return { kind: "persona", externalId, wish, version };
}

/** Gives the sample to the provider; after an attempt that was not heard back of, what came of that is looked for. */
async function submitSample(
  { name, sampleUrl }: { name: string; sampleUrl: string },
  wasTried: boolean,
): Promise<Tavus.TavusReplica> {
  const lost = wasTried ? await findNamed(name) : undefined;
  return lost ?? (await Tavus.createReplica({ name, sampleUrl }));
}

const findNamed = async (given: string) =>
  (await Tavus.listReplicas("user")).find(({ name }) => name === given);

export const noteStock = internalMutation({
  args: { voices: v.array(vReplica) },
  returns: v.null(),
  handler: async (ctx, { voices }) => {
    await keepStock(ctx, voices);
    return null;
  },
});

/** Takes down what came of an attempt, if it is still the current one. */
export const settle = internalMutation({
  args: { _id: v.id("personaTasks"), attempt: v.number(), found: vFound },
  returns: v.null(),
  handler: async (ctx, { found, ...claimed }): Promise<null> => {
    const row = await findAttempt(ctx, claimed);
    if (row) await conclude(ctx, row, await verdictOn(ctx, row, found));
    return null;
  },
});

type Row = Doc<"personaTasks">;
type Ctx = Parameters<typeof conclude>[0];

async function verdictOn(ctx: Ctx, row: Row, found: Found): Promise<Verdict> {
  const { task, since } = row;
  const isOver = Date.now() - since >= GIVE_UP_MS;
  if (task.kind === "persona") {
    const persona = await ctx.db.get(task.personaId);
    if (!persona) {
      // Removed while it was being made.
      if (found.kind === "persona") await putRemoval(ctx, "persona", found.externalId);
      return { kind: "done" };
    }
    if (found.kind === "persona") {
      return (await settlePersona(ctx, persona, found)) ? { kind: "done" } : { kind: "again", afterMs: 0 };
    }
    if (found.kind === "refused" || (found.kind === "failed" && isOver)) {
      await failPersona(ctx, persona, { cause: found.cause, isRetryable: found.kind === "failed" });
      return { kind: "done" };
    }
    if (found.kind === "failed") await ctx.db.patch(persona._id, { trouble: found.cause });
    return found.kind === "failed" ? { kind: "failed" } : { kind: "done" };
  }
  if (task.kind === "replica") {
    const replica = await ctx.db.get(task.replicaId);
    if (!replica) {
      if (found.kind === "replica") await putRemoval(ctx, "replica", found.replica.id);
      return { kind: "done" };
    }
    if (found.kind === "sample") return await keepSample(ctx, replica, found);
    if (found.kind === "replica") return await settleReplica(ctx, replica, found.replica, since);
    if (found.kind === "refused") await failReplica(ctx, replica, found);
    if (found.kind === "failed") return await troubleWith(ctx, replica, found.cause, since);
    return { kind: "done" };
  }
  // What cannot be removed for a day is not there to be removed.
  return found.kind === "failed" && !isOver ? { kind: "failed" } : { kind: "done" };
}

const putRemoval = (ctx: Ctx, what: "persona" | "replica", externalId: string) =>
  putTask(ctx, { kind: "remove", what, externalId });

/** Goes on with what a killed action has left, and with what an older Molt has. Asked by a cron. */
export const rise = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const due = await ctx.db
      .query("personaTasks")
      .withIndex("by_dueAt", (q) => q.lte("dueAt", Date.now()))
      .first();
    if (due) await ctx.scheduler.runAfter(0, internal.personas.tasks.work, {});
    const old = await ctx.db.query("personaInputs").first();
    if (old) await ctx.scheduler.runAfter(0, internal.personas.bringingOld.run, {});
    return null;
  },
});
