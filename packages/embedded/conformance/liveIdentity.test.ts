import { beforeEach, expect, test } from "vitest";
import { seconds } from "../test/issuer.ts";
import { aRawClient, expectOrderAroundSignIn, valuesOf } from "../test/rawClient.ts";
import { anIssuerByKey, callerWith, trust, who } from "./authentication.ts";
import { aClient, eventually, theDeployment } from "./deployment.ts";

const target = await theDeployment("auth");
const { client: http } = target;
const issuer = await anIssuerByKey("https://tokens.example");
await trust(target, [issuer.provider]);

beforeEach(async () => void (await http.mutation(who.startOver, {})));

test("AU5: the stock client signs in, refreshes its token, signs in as another and out", async () => {
  const client = aClient(target, { authRefreshTokenLeewaySeconds: 2 });
  const seen: unknown[] = [];
  client.onUpdate(
    who.me,
    {},
    (identity: { subject: string } | null) => void seen.push(identity?.subject ?? null),
  );
  await eventually(() => (seen.length === 1 ? true : undefined));
  let fetched = 0;
  const states: boolean[] = [];
  // The client asks for a new token two seconds before the end of a life of three.
  const short = () => {
    fetched++;
    // Two tokens of the same second would be the same one.
    return issuer.token("ada", { iat: seconds(), exp: seconds() + 3, jti: `${fetched}` });
  };
  client.setAuth(short, (signedIn) => void states.push(signedIn));
  await eventually(() => (fetched >= 3 ? true : undefined));
  expect(states).not.toContain(false);
  expect(states).toContain(true);
  client.setAuth(() => issuer.token("basil"));
  await eventually(() => (seen.at(-1) === "basil" ? true : undefined));
  // A fresh token of the same user is no news.
  expect(seen).toEqual([null, "ada", "basil"]);
  client.client.clearAuth();
  await eventually(() => (seen.at(-1) === null ? true : undefined));
});

test("AU5: only queries that look at the identity run again, and unchanged results are not sent again", async () => {
  const client = await aRawClient(target);
  client.add(0, 0, "who:count", {});
  client.add(1, 1, "who:me", {});
  await eventually(() => valuesOf(client.received, 1)[0] === null || undefined);
  for (const [version, sub] of ["ada", "ada", "dov"].entries())
    client.send({
      type: "Authenticate",
      baseVersion: version,
      tokenType: "User",
      value: await issuer.token(sub),
    });
  await eventually(() => (valuesOf(client.received, 1).length === 3 ? true : undefined));
  expect(valuesOf(client.received, 1)).toMatchObject([null, { subject: "ada" }, { subject: "dov" }]);
  expect(valuesOf(client.received, 0)).toEqual([0]);
  const identities = client.received
    .filter((message) => message.type === "Transition")
    .map((message) => (message.endVersion as { identity: number }).identity);
  expect(identities.slice(-3)).toEqual([1, 2, 3]);
});

test("AU5: messages take effect in the order they were sent", async () => {
  await expectOrderAroundSignIn(await aRawClient(target), await issuer.token("ada"));
});

test("AU5: mutations that wait for their turn run as who has sent them", async () => {
  const value = await issuer.token("ada");
  const client = await aRawClient(target);
  const requests = Array.from({ length: 100 }, (_, i) => i);
  for (const requestId of requests)
    client.send({ type: "Mutation", requestId, udfPath: "who:note", args: [{ text: "x" }] });
  client.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value });
  client.send({ type: "Mutation", requestId: 100, udfPath: "who:note", args: [{ text: "x" }] });
  const last = await eventually(() => client.received.find((message) => message.requestId === 100));
  expect(last.result).toBe("ada");
  const others = client.received.filter((message) => message.type === "MutationResponse").slice(0, -1);
  expect(others.map(({ result }) => result)).toEqual(requests.map(() => "nobody"));
});

test("AU5: a bad token ends the connection with AuthError, and nothing sent after it is done", async () => {
  const client = await aRawClient(target);
  const value = await issuer.token("ada", { exp: seconds() - 60 });
  client.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value });
  client.send({ type: "Mutation", requestId: 0, udfPath: "who:note", args: [{ text: "never" }] });
  expect(await client.next("AuthError")).toMatchObject({
    authUpdateAttempted: true,
    baseVersion: 0,
    error: expect.stringMatching(/Could not (verify|validate)/),
  });
  await client.closed();
  expect(await http.query(who.count, {})).toBe(0);
});

test("AU5: a page belongs to one user's query; another user's starts anew", async () => {
  for (const sub of ["ada", "dov"])
    for (let i = 0; i < 3; i++)
      await callerWith(target, await issuer.token(sub)).mutation(who.note, { text: `${sub} ${i}` });
  const client = await aRawClient(target);
  const signIn = async (baseVersion: number, sub: string) =>
    client.send({ type: "Authenticate", baseVersion, tokenType: "User", value: await issuer.token(sub) });
  await signIn(0, "ada");
  client.add(0, 0, "who:page", { paginationOpts: { numItems: 2, cursor: null } });
  await eventually(() => (valuesOf(client.received, 0).length === 1 ? true : undefined));
  await signIn(1, "dov");
  await eventually(() => (valuesOf(client.received, 0).length === 2 ? true : undefined));
  const texts = (valuesOf(client.received, 0) as { page: { text: string }[] }[]).map(({ page }) =>
    page.map(({ text }) => text),
  );
  expect(texts).toEqual([
    ["ada 0", "ada 1"],
    ["dov 0", "dov 1"],
  ]);
});

test("AU6: two users of one query have results of their own; a query that does not look is shared", async () => {
  const write = async (sub: string, text: string) =>
    callerWith(target, await issuer.token(sub)).mutation(who.note, { text });
  for (const sub of ["ada", "dov"]) await write(sub, `${sub} 0`);
  const clients = await Promise.all(
    ["ada", "dov", "ada"].map(async (sub) => {
      const client = await aRawClient(target);
      client.send({
        type: "Authenticate",
        baseVersion: 0,
        tokenType: "User",
        value: await issuer.token(sub),
      });
      client.add(0, 0, "who:mine", {});
      client.add(1, 1, "who:count", {});
      return { sub, client };
    }),
  );
  for (const { client } of clients)
    await eventually(() => valuesOf(client.received, 1)[0] === 2 || undefined);
  for (const sub of ["ada", "dov"])
    expect(await callerWith(target, await issuer.token(sub)).query(who.mine, {})).toEqual([`${sub} 0`]);
  for (let i = 1; i < 5; i++) for (const sub of ["ada", "dov"]) await write(sub, `${sub} ${i}`);
  for (const { sub, client } of clients) {
    const last = await eventually(() => {
      const notes = valuesOf(client.received, 0).at(-1) as string[];
      return notes.length === 5 ? notes : undefined;
    });
    expect(last).toEqual([0, 1, 2, 3, 4].map((i) => `${sub} ${i}`));
    for (const notes of valuesOf(client.received, 0) as string[][]) expect(notes[0]).toBe(`${sub} 0`);
  }
});

test("AU6: a query that begins to look at the identity when data changes parts its subscribers", async () => {
  const people = ["ada", "basil", "cleo", "dov"];
  const clients = await Promise.all(
    people.map(async (sub) => {
      const client = await aRawClient(target);
      client.send({
        type: "Authenticate",
        baseVersion: 0,
        tokenType: "User",
        value: await issuer.token(sub),
      });
      client.add(0, 0, "who:behindTheDoor", {});
      return client;
    }),
  );
  const told = (i: number) => valuesOf(clients[i]!.received, 0);
  const all = (expected: (sub: string) => string, n: number) =>
    eventually(() =>
      people.every((sub, i) => told(i).length === n && told(i).at(-1) === expected(sub)) ? true : undefined,
    );
  await all(() => "everybody", 1);
  for (let n = 2; n < 6; n += 2) {
    await http.mutation(who.lock, { locked: true });
    await all((sub) => sub, n);
    // A newcomer over HTTP gets their own, too.
    expect(await callerWith(target, await issuer.token("dov")).query(who.behindTheDoor, {})).toBe("dov");
    expect(await http.query(who.behindTheDoor, {})).toBe("nobody");
    await http.mutation(who.lock, { locked: false });
    await all(() => "everybody", n + 1);
  }
  for (const [i, sub] of people.entries())
    expect(told(i)).toEqual(["everybody", sub, "everybody", sub, "everybody"]);
});
