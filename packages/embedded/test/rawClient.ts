import { randomUUID } from "node:crypto";
import { expect, onTestFinished } from "vitest";
import WebSocket from "ws";
import { type Deployment, eventually } from "./support.ts";

export interface Message {
  type: string;
  [field: string]: unknown;
}

/** A client that speaks the protocol by hand, to see what the stock client hides. */
export async function aRawClient(
  { url }: Pick<Deployment, "url">,
  sessionId: string = randomUUID(),
  connectionCount = 0,
) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/1.48.0/sync`);
  onTestFinished(() => socket.terminate());
  const received: Message[] = [];
  let closedWith: { code: number; reason: string } | undefined;
  socket.on("message", (data) => received.push(JSON.parse(data.toString()) as Message));
  socket.on("close", (code, reason) => (closedWith = { code, reason: reason.toString() }));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const send = (message: object) => socket.send(JSON.stringify(message));
  send({ type: "Connect", sessionId, connectionCount, lastCloseReason: null, clientTs: Date.now() });
  return {
    socket,
    received,
    send,
    closed: () => eventually(() => closedWith),
    next: (type: string, from = 0) =>
      eventually(() => received.slice(from).find((message) => message.type === type)),
    add: (
      queryId: number,
      baseVersion: number,
      udfPath: string,
      args: object,
      journal: string | null = null,
    ) =>
      send({
        type: "ModifyQuerySet",
        baseVersion,
        newVersion: baseVersion + 1,
        modifications: [{ type: "Add", queryId, udfPath, args: [args], journal }],
      }),
  };
}

/** What a Transition says of one query. */
export interface Update<Value = never> {
  type: string;
  queryId: number;
  value: Value;
  journal: string | null;
  errorMessage?: string;
  errorData?: unknown;
}

/** What the Transitions among the messages say about queries. */
export const updatesIn = <Value = never>(received: Message[]): Update<Value>[] =>
  received.flatMap((m) => (m.type === "Transition" ? (m.modifications as Update<Value>[]) : []));

/** The results of one query, in the order in which the Transitions brought them. */
export function valuesOf(received: Message[], queryId: number): unknown[] {
  return updatesIn<unknown>(received)
    .filter((update) => update.queryId === queryId && update.type === "QueryUpdated")
    .map(({ value }) => value);
}

/** Says who is there, asks, signs in, asks again and signs out, all at once; the answers must keep that order. */
export async function expectOrderAroundSignIn(
  { send, add, received }: Awaited<ReturnType<typeof aRawClient>>,
  token: string,
): Promise<void> {
  const mutation = (requestId: number) =>
    send({ type: "Mutation", requestId, udfPath: "who:note", args: [{ text: `${requestId}` }] });
  mutation(0);
  send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value: token });
  add(0, 0, "who:me", {});
  mutation(1);
  send({ type: "Action", requestId: 2, udfPath: "who:act", args: [{}] });
  send({ type: "Authenticate", baseVersion: 1, tokenType: "None" });
  mutation(3);
  const answerTo = (requestId: number) => received.find((message) => message.requestId === requestId);
  for (const requestId of [2, 3]) await eventually(() => answerTo(requestId));
  expect([0, 1, 2, 3].map((id) => answerTo(id)?.result)).toEqual([
    "nobody",
    "ada",
    ["ada", "ada", "ada"],
    "nobody",
  ]);
  expect(valuesOf(received, 0)).toMatchObject([{ subject: "ada" }, null]);
}
