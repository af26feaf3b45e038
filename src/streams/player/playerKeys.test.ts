import { describe, expect, test } from "vitest";
import { commandFor } from "./playerKeys";

const press = (key: string, focus: "text" | "control" | "player" | "page" = "page") =>
  commandFor({ key, modified: false, focus });

describe("keys on the stream page", () => {
  test.each([
    ["k", "togglePlay"],
    ["K", "togglePlay"],
    [" ", "togglePlay"],
    ["m", "toggleMute"],
    ["f", "toggleFullscreen"],
    ["t", "toggleTheatre"],
    ["j", "back"],
    ["l", "forward"],
    ["c", "toggleCaptions"],
    ["ArrowLeft", "stepBack"],
    ["ArrowRight", "stepForward"],
    ["x", null],
    ["ArrowUp", null],
  ])("%j does %s", (key, command) => {
    expect(press(key)).toBe(command);
  });

  test("arrows change the volume only within the player", () => {
    expect(press("ArrowUp", "player")).toBe("volumeUp");
    expect(press("End", "player")).toBe("jumpToLive");
    expect(press("End")).toBeNull();
    expect(press("ArrowDown", "player")).toBe("volumeDown");
  });

  test("a space on a button presses the button", () => {
    expect(press(" ", "control")).toBeNull();
    expect(press("m", "control")).toBe("toggleMute");
  });

  test("writing a message never drives the player", () => {
    for (const key of ["k", "m", "f", "t", " "]) expect(press(key, "text")).toBeNull();
  });

  test("the browser keeps its own shortcuts", () => {
    expect(commandFor({ key: "f", modified: true, focus: "page" })).toBeNull();
  });
});
