import { expect, test } from "vitest";
import { readSettings } from "./streamSettings";

const form = {
  ...{ title: "Night show", description: "", category: "art", language: "en", visibility: "public" },
  ...{ tags: " #painting, sea ,, ", record: "no", retention_days: " ", reconnect_window_s: "10" },
  replay_visibility: "",
  embed_origins: "https://example.com\nhttps://example.org\n",
};

test("a form reads as settings: lists without empty ones, nothing for no limit", () => {
  expect(readSettings(form)).toEqual({
    ...{ title: "Night show", description: "", category: "art", language: "en", visibility: "public" },
    ...{
      tags: ["painting", "sea"],
      record: false,
      replay_visibility: null,
      retention_days: null,
      reconnect_window_s: 10,
    },
    embed_origins: ["https://example.com", "https://example.org"],
  });
  expect(readSettings({ ...form, embed_origins: "" }).embed_origins).toBeNull();
});

test("what is no number goes as it is, for the API to refuse", () => {
  expect(readSettings({ ...form, retention_days: "a week" }).retention_days).toBe("a week");
});
