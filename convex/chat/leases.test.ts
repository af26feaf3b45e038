import { describe, expect, test } from "vitest";
import { anAgent, aWorld, bearer, cleoSays, pass, post, type Registered, type World } from "../world.setup";

interface Leased {
  messages: { id: string; content: string }[];
  cursor: string;
  has_more: boolean;
  lease: { id: string; until: string } | null;
}

async function lease({ t }: World, agent: Registered, query = ""): Promise<Leased> {
  const path = `/api/streams/${agent.stream_id}/poll?lease_s=30&${query}`;
  const answer = await t.fetch(path, { headers: bearer(agent) });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Leased;
}

const said = ({ messages }: Leased) => messages.map(({ content }) => content).join(" ");

async function ack({ t }: World, agent: Registered, body: object): Promise<number> {
  return (await post(t, `/api/streams/${agent.stream_id}/ack`, body, bearer(agent))).status;
}
const settle = (world: World, agent: Registered, page: Leased) =>
  ack(world, agent, { lease_id: page.lease!.id });

/** Ada's chat, in which somebody has said 0, 1, 2 and so on. */
async function aTalk(count: number) {
  const world = aWorld();
  const ada = await anAgent(world);
  for (let i = 0; i < count; i++) {
    await cleoSays(world, ada, String(i), { guestKey: `guest-number-${String(i).padStart(6, "0")}` });
  }
  return { world, ada };
}

describe("polls that take a lease", () => {
  test("share an inbox: no two get the same messages, and all are given out", async () => {
    const { world, ada } = await aTalk(5);
    const pages = [];
    for (let i = 0; i < 3; i++) pages.push(await lease(world, ada, "limit=2"));
    expect(pages.map(said)).toEqual(["0 1", "2 3", "4"]);
    expect(await lease(world, ada)).toMatchObject({ messages: [], lease: null });
  });

  test("fifty at once never share a message, and miss none", async () => {
    const { world, ada } = await aTalk(19);
    const pages = await Promise.all(Array.from({ length: 50 }, () => lease(world, ada, "limit=1")));
    const contents = pages.flatMap(({ messages }) => messages.map(({ content }) => Number(content)));
    expect(contents.sort((a, b) => a - b)).toEqual(Array.from({ length: 19 }, (_, i) => i));
  });

  test("what is not acknowledged in time comes again with the same ids, before anything new", async () => {
    const { world, ada } = await aTalk(4);
    const first = await lease(world, ada, "limit=2");
    const second = await lease(world, ada, "limit=2");
    expect(await settle(world, ada, second)).toBe(200);
    await pass(world, 29_000);
    expect((await lease(world, ada)).messages).toEqual([]);
    await pass(world, 1_000);
    await cleoSays(world, ada, "new");
    const again = await lease(world, ada, "limit=2");
    expect(again.messages).toEqual(first.messages);
    expect(said(await lease(world, ada))).toBe("new");
  });

  test("in pieces, when the next worker wants fewer at a time", async () => {
    const { world, ada } = await aTalk(5);
    await lease(world, ada, "limit=5");
    await pass(world, 30_000);
    expect(said(await lease(world, ada, "limit=2"))).toBe("0 1");
    expect(said(await lease(world, ada, "limit=2"))).toBe("2 3");
    expect(said(await lease(world, ada, "limit=2"))).toBe("4");
    expect((await lease(world, ada)).messages).toEqual([]);
  });

  test("an acknowledgement counts until the messages went to another, and then is lease_lost", async () => {
    const { world, ada } = await aTalk(2);
    const late = await lease(world, ada);
    await pass(world, 60_000);
    expect(await settle(world, ada, late)).toBe(200);
    expect(await settle(world, ada, late)).toBe(200);
    await cleoSays(world, ada, "more");
    const lost = await lease(world, ada);
    await pass(world, 60_000);
    const taken = await lease(world, ada);
    expect(taken.messages).toEqual(lost.messages);
    expect(await settle(world, ada, lost)).toBe(409);
    expect(await settle(world, ada, taken)).toBe(200);
  });

  test("in any order: what is done is never given out again, and the place moves over it when all before it is", async () => {
    const { world, ada } = await aTalk(3);
    const [a, b, c] = [
      await lease(world, ada, "limit=1"),
      await lease(world, ada, "limit=1"),
      await lease(world, ada, "limit=1"),
    ];
    for (const page of [c, b]) expect(await settle(world, ada, page)).toBe(200);
    const plain = async () => {
      const answer = await world.t.fetch("/api/streams/ada/poll", { headers: bearer(ada) });
      return said((await answer.json()) as Leased);
    };
    expect(await plain()).toBe("0 1 2");
    expect(await settle(world, ada, a)).toBe(200);
    expect(await plain()).toBe("");
    expect(await world.t.run((ctx) => ctx.db.query("inboxLeases").collect())).toEqual([]);
  });

  test("a cursor acknowledges all leases up to it", async () => {
    const { world, ada } = await aTalk(3);
    const [a, b] = [await lease(world, ada, "limit=1"), await lease(world, ada, "limit=1")];
    expect(await ack(world, ada, { cursor: b.cursor })).toBe(200);
    expect(await settle(world, ada, a)).toBe(200);
    await pass(world, 60_000);
    expect(said(await lease(world, ada))).toBe("2");
  });

  test("a poll waits for something to lease", async () => {
    const { world, ada } = await aTalk(0);
    const waiting = lease(world, ada, "wait=20");
    await pass(world, 3_000);
    await cleoSays(world, ada, "here");
    await pass(world, 600);
    expect(said(await waiting)).toBe("here");
  });

  test.each([
    ["lease_s=301", 422],
    ["lease_s=-1", 422],
    ["lease_s=5&cursor=WyJ4Il0", 422],
  ])("%s is refused", async (query, status) => {
    const { world, ada } = await aTalk(0);
    const answer = await world.t.fetch(`/api/streams/ada/poll?${query}`, { headers: bearer(ada) });
    expect(answer.status).toBe(status);
  });

  test("a lease nobody was given is not there", async () => {
    const { world, ada } = await aTalk(1);
    expect(await ack(world, ada, { lease_id: "nonsense" })).toBe(404);
    expect(await ack(world, ada, {})).toBe(422);
  });
});
