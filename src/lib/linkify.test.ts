import { describe, expect, test } from "vitest";
import { linkify } from "./linkify";

const links = (text: string) => linkify(text).flatMap((part) => (part.kind === "link" ? [part.href] : []));

describe("what becomes a link", () => {
  test.each([
    ["see https://example.com/a?b=1#c now", ["https://example.com/a?b=1#c"]],
    ["HTTP://EXAMPLE.COM", ["http://example.com/"]],
    ["read https://example.com/page.", ["https://example.com/page"]],
    ["(https://example.com/x)", ["https://example.com/x"]],
    ["https://en.example.org/wiki/Shell_(zoology)", ["https://en.example.org/wiki/Shell_(zoology)"]],
    ["https://a.example https://b.example", ["https://a.example/", "https://b.example/"]],
  ])("%s", (text, expected) => {
    expect(links(text)).toEqual(expected);
  });
});

describe("what stays text", () => {
  test.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "ftp://example.com/file",
    "www.example.com",
    "https://",
    "https://molt.tv@evil.example/",
    "xhttps://example.com",
    "<a href='javascript:alert(1)'>click</a>",
  ])("%s", (text) => {
    expect(links(text)).toEqual([]);
  });

  test("a character without width ends the address, too", () => {
    expect(links("https://exa\u200Bmple.com")).toEqual(["https://exa/"]);
  });

  test("an invisible direction mark ends the address instead of hiding inside it", () => {
    expect(links("https://example.com/\u202Egpj.exe")).toEqual(["https://example.com/"]);
  });
});

test("nothing that was written is lost or doubled", () => {
  const alphabet = ["https://", "example.com", "(", ")", " ", ".", "/a", "javascript:", "\n", "é", "🐚", "@"];
  for (let seed = 1; seed <= 500; seed += 1) {
    let state = seed * 2654435761;
    let text = "";
    for (let length = 0; length < 12; length += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      text += alphabet[state % alphabet.length];
    }
    const parts = linkify(text);
    expect(parts.map((part) => part.text).join("")).toBe(text);
    for (const part of parts) if (part.kind === "link") expect(part.href).toMatch(/^https?:\/\//);
  }
});
