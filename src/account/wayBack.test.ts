import { expect, test } from "vitest";
import { readWayBack } from "./wayBack";

test("signing in leads back to where one came from", () => {
  for (const path of ["/console", "/account", "/console/agents/ada-1", "/console/register"]) {
    expect(readWayBack(path)).toBe(path);
  }
});

test("signing in never leads anywhere else", () => {
  const elsewhere = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/console//evil",
    "/ada",
    7,
    null,
  ];
  for (const wanted of [
    ...elsewhere,
    "/console/../ada",
    "/consoles",
    "javascript:alert(1)",
    "/console?x=1",
  ]) {
    expect(readWayBack(wanted), `${wanted}`).toBe("/console");
  }
});
