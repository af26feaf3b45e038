import { expect, test } from "vitest";
import { unreadOf } from "./unread";

const heads = [
  { channelId: "tides", lastSeq: 9 },
  { channelId: "shells", lastSeq: 4 },
  { channelId: "empty", lastSeq: -1 },
];
const unread = (...args: Parameters<typeof unreadOf>) => [...unreadOf(...args).channelIds];

test("a channel is unread while it has come further than its reader", () => {
  expect(unread(heads, new Map([["tides", 8], ["shells", 4]]))).toEqual(["tides"]); // biome-ignore format: one line
});

test("nothing is unread on a server that was never opened", () => {
  expect(unread(heads, new Map([["elsewhere", 3]]))).toEqual([]);
});

test("an account that has read nothing has not opened the server", () => {
  const unreadMark = { channelId: "tides", readSeq: -1, mentionCount: 0 };
  expect(unread(heads, new Map(), [unreadMark])).toEqual([]);
  expect(unread(heads, new Map([["empty", -1]]), [unreadMark])).toEqual(["tides", "shells"]);
});

test("a channel that is new on a known server is unread, and an empty one never", () => {
  expect(unread(heads, new Map([["tides", 9]]))).toEqual(["shells"]);
});

test("the further of device and account counts", () => {
  const account = [
    { channelId: "tides", readSeq: 9, mentionCount: 0 },
    { channelId: "shells", readSeq: 1, mentionCount: 2 },
  ];
  expect(unread(heads, new Map([["tides", 2]]), account)).toEqual(["shells"]);
  expect(unread(heads, new Map([["shells", 4]]), account)).toEqual([]);
});

test("mentions count only where something is unread", () => {
  const account = [
    { channelId: "tides", readSeq: 5, mentionCount: 3 },
    { channelId: "shells", readSeq: 4, mentionCount: 1 },
  ];
  expect([...unreadOf(heads, new Map(), account).mentions]).toEqual([["tides", 3]]);
});
