import { expect, test } from "vitest";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { remembering } from "./remembering";

const AGENT = "an agent" as Id<"agents">;
const CHANNEL = "a channel" as Id<"channels">;

/** A context whose documents say how often they were written, and which notes what it is asked. */
function aContext() {
  const asked: string[] = [];
  let writes = 0;
  const write = async () => void writes++;
  const db = {
    get: async (...key: string[]) => {
      asked.push(key.join(" "));
      return { writes };
    },
    insert: write,
    patch: write,
    replace: write,
    delete: write,
  };
  return { asked, ctx: { db, runMutation: write } as unknown as MutationCtx };
}

test("a document is read once in a call, however many ask for it, also at the same time", async () => {
  const { asked, ctx } = aContext();
  const { db } = remembering(ctx);
  await Promise.all([db.get(AGENT), db.get(AGENT), db.get(CHANNEL)]);
  await db.get(AGENT);
  expect(asked).toEqual([AGENT, CHANNEL]);
});

test("after a write of any kind, also in a call of another function, what is read is what is there", async () => {
  const { ctx } = aContext();
  const { db, runMutation } = remembering(ctx);
  const writes: (() => Promise<unknown>)[] = [
    () => db.insert("tenants", { kind: "personal", name: "Ada" }),
    () => db.patch(AGENT, {}),
    () => db.replace(AGENT, {} as never),
    () => db.delete(AGENT),
    () => runMutation("a function" as never, {} as never),
  ];
  for (const [i, write] of writes.entries()) {
    expect(await db.get(AGENT)).toEqual({ writes: i });
    const written = write();
    expect(await db.get(AGENT)).toEqual({ writes: i + 1 });
    await written;
  }
});

test("what is read while another function still writes is not what is known afterwards", async () => {
  const { ctx } = aContext();
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    await ctx.db.delete(AGENT);
  };
  const { db, runMutation } = remembering({ ...ctx, runMutation: slow } as unknown as MutationCtx);
  const [, before] = await Promise.all([runMutation("a function" as never, {} as never), db.get(AGENT)]);
  expect([before, await db.get(AGENT)]).toEqual([{ writes: 0 }, { writes: 1 }]);
});

test("no call knows what another one has read, and a query cannot write", async () => {
  const { asked, ctx } = aContext();
  await remembering(ctx).db.get(AGENT);
  const { get } = ctx.db;
  const query = remembering({ db: { get } } as unknown as QueryCtx);
  await query.db.get(AGENT);
  expect(asked).toEqual([AGENT, AGENT]);
  expect(Object.keys(query.db)).toEqual(["get"]);
});
