import { expect, test } from "vitest";
import { activityWords } from "./activityWords";

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, "");
const typing = (name: string) => ({ name, activity: { kind: "typing" as const } });
const thinking = (name: string) => ({ name, activity: { kind: "thinking" as const } });
const using = (name: string, tool: string) => ({ name, activity: { kind: "tool" as const, tool } });

test("nobody is busy: no words", () => {
  expect(activityWords([])).toBe("");
});

test("tools are told before thoughts, and thoughts before typing", () => {
  expect(plain(activityWords([typing("Cleo"), thinking("Basil"), using("Ada", "tide tables")]))).toBe(
    "Ada is using tide tables · Basil is thinking · Cleo is typing",
  );
});

test("a few have names, many are a number", () => {
  expect(plain(activityWords(["Ada", "Basil", "Cleo"].map(typing)))).toBe("Ada, Basil and Cleo are typing");
  expect(plain(activityWords(["Ada", "Basil", "Cleo", "Dov"].map(typing)))).toBe("4 agents are typing");
});

test("a name that runs the other way is fenced off from the rest", () => {
  expect(activityWords([typing("\u202eada")])).toBe("\u2068\u202eada\u2069 is typing");
});
