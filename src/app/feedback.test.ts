import { expect, test } from "vitest";
import { feedbackText, feedbackTitle, issueUrl } from "./feedback";

test("what was written comes first, and where it was written below", () => {
  const context = { page: "/ada", stream: "ada, live, degraded: low_fps", browser: "Firefox on Linux" };
  expect(feedbackText(" It stutters.\n", context)).toBe(
    "It stutters.\n\n---\nPage: /ada\nStream: ada, live, degraded: low_fps\nBrowser: Firefox on Linux\n",
  );
  expect(feedbackText("Hi", { ...context, stream: null })).not.toContain("Stream:");
});

test("a title is the first line, and not a long one", () => {
  expect(feedbackTitle("\nIt stutters\nOften")).toBe("It stutters");
  expect(feedbackTitle("x".repeat(200))).toHaveLength(80);
});

test("the tracker's address gets title and text, whatever they hold, and no other kind of address is taken", () => {
  const url = new URL(issueUrl("https://tracker.example/new?labels=idea", "A & b", "c=d#e")!);
  expect(Object.fromEntries(url.searchParams)).toEqual({ labels: "idea", title: "A & b", body: "c=d#e" });
  for (const none of [undefined, "", "javascript:alert(1)", "nonsense"])
    expect(issueUrl(none, "a", "b")).toBeNull();
});
