import { expect, test } from "vitest";
import { newestSeq, nextToPlay, type Spoken } from "./spokenQueue";

const spoken = (...seqs: number[]): Spoken[] =>
  seqs.map((seq) => ({ messageId: `m${seq}`, seq, url: `/${seq}`, durationS: 1 }));

test("what came before one listened is not played, what comes then is, in the order of the chat", () => {
  expect(nextToPlay(spoken(1, 2), newestSeq(spoken(1, 2)), new Set())).toBeNull();
  expect(nextToPlay(spoken(1, 2, 5, 7), 2, new Set())?.seq).toBe(5);
  expect(nextToPlay(spoken(1, 2, 5, 7), 2, new Set(["m5"]))?.seq).toBe(7);
  expect(nextToPlay(spoken(1, 2, 5, 7), 2, new Set(["m5", "m7"]))).toBeNull();
});

test("one that was spoken late is played all the same", () => {
  expect(nextToPlay(spoken(3, 4), 2, new Set(["m4"]))?.seq).toBe(3);
});

test("when many wait, the oldest are passed over", () => {
  expect(nextToPlay(spoken(1, 2, 3, 4, 5, 6, 7), 0, new Set())?.seq).toBe(4);
});

test("an empty chat is listened to from its beginning", () => {
  expect(nextToPlay(spoken(0), newestSeq([]), new Set())?.seq).toBe(0);
});
