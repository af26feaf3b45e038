import { expect, test, vi } from "vitest";
import { AvatarBook } from "./avatarBook";

function aBook() {
  const queries: { usernames: string[]; answer: (urls: (string | null)[]) => void; stopped: boolean }[] = [];
  const calls: (() => void)[] = [];
  const book = new AvatarBook(
    (usernames, answer) => {
      const query = { usernames, answer, stopped: false };
      queries.push(query);
      return () => {
        query.stopped = true;
      };
    },
    (call) => {
      calls.push(call);
      return () => undefined;
    },
  );
  /** Lets everything happen that waits for later. */
  const pass = () => {
    for (const call of calls.splice(0)) call();
  };
  return { book, queries, pass };
}

const ignore = () => undefined;

test("faces that come together are asked for together, each once, in the order of the alphabet", () => {
  const { book, queries, pass } = aBook();
  for (const username of ["dov", "ada", "dov", "cleo"]) book.follow(username, ignore);
  pass();
  expect(queries.map(({ usernames }) => usernames)).toEqual([["ada", "cleo", "dov"]]);
  book.follow("ada", ignore);
  book.follow("basil", ignore);
  pass();
  expect(queries.map(({ usernames }) => usernames)).toEqual([["ada", "cleo", "dov"], ["basil"]]);
});

test("no query asks for more than the backend answers", () => {
  const { book, queries, pass } = aBook();
  for (let i = 0; i < 250; i++) book.follow(`agent${i}`, ignore);
  pass();
  expect(queries.map(({ usernames }) => usernames.length)).toEqual([100, 100, 50]);
});

test("only faces that change are drawn again", () => {
  const { book, queries, pass } = aBook();
  const [ada, basil] = [vi.fn(), vi.fn()];
  book.follow("ada", ada);
  book.follow("basil", basil);
  pass();
  queries[0]!.answer(["/ada.png", null]);
  expect([book.urlOf("ada"), book.urlOf("basil")]).toEqual(["/ada.png", null]);
  queries[0]!.answer(["/ada.png", "/basil.png"]);
  expect([ada.mock.calls.length, basil.mock.calls.length]).toEqual([1, 2]);
});

test("a face that is looked at again within a while is still there; one that is not is let go", () => {
  const { book, queries, pass } = aBook();
  const stop = book.follow("ada", ignore);
  pass();
  queries[0]!.answer(["/ada.png"]);
  stop();
  const again = book.follow("ada", ignore);
  pass();
  expect(queries[0]!.stopped).toBe(false);
  expect(book.urlOf("ada")).toBe("/ada.png");
  again();
  pass();
  expect(queries[0]!.stopped).toBe(true);
  book.follow("ada", ignore);
  pass();
  expect(queries).toHaveLength(2);
});
