import { describe, expect, test } from "vitest";
import { type Cue, firstCue, identityOf, planMove, type Source, urlFor } from "./cue";

const live: Source = { kind: "live", url: "/now", rewindUrl: "/all", startedAt: 0 };
const recorded: Source = { kind: "recorded", url: "/video", startS: 12 };
const edge: Cue = { kind: "edge" };
const back: Cue = { kind: "behind", s: 60 };
const at = (position: number, duration: number) => ({ position, duration });

describe("going back in what happens now", () => {
  test("plays from the whole broadcast, as far behind as was wished", () => {
    const move = planMove(live, edge, at(300, 300), 240);
    expect(move).toEqual({ kind: "cue", cue: { kind: "behind", s: 60 } });
    expect(urlFor(live, back)).toBe("/all");
    expect(urlFor(live, edge)).toBe("/now");
  });

  test("once back, moves within it, and returns to now when it comes close", () => {
    expect(planMove(live, back, at(240, 300), 100)).toEqual({ kind: "jump", s: 100 });
    expect(planMove(live, back, at(240, 300), 298)).toEqual({ kind: "cue", cue: edge });
    expect(planMove(live, back, at(240, 300), 900)).toEqual({ kind: "cue", cue: edge });
  });

  test("never goes before the beginning", () => {
    expect(planMove(live, edge, at(8, 8), -20)).toEqual({ kind: "cue", cue: { kind: "behind", s: 8 } });
    expect(planMove(live, back, at(5, 300), -5)).toEqual({ kind: "jump", s: 0 });
  });

  test("twice in a row goes back twice, also before the first has loaded", () => {
    const move = planMove(live, { kind: "behind", s: 10 }, at(290, 300), 280, false);
    expect(move).toEqual({ kind: "cue", cue: { kind: "behind", s: 20 } });
    const later = planMove(recorded, firstCue(recorded), at(12, 90), 22, false);
    expect(later).toEqual({ kind: "cue", cue: { kind: "second", s: 22 } });
  });

  test("is not offered where only now can be played", () => {
    expect(planMove({ ...live, rewindUrl: null }, edge, at(300, 300), 100)).toEqual({ kind: "none" });
  });

  test("a step that stays close to now changes nothing", () => {
    expect(planMove(live, edge, at(300, 300), 297)).toEqual({ kind: "none" });
  });
});

test("a token that is renewed is the same thing to play; another address without a name is not", () => {
  const [first, second] = ["/media/one/video.m3u8", "/media/two/video.m3u8"];
  const cue = firstCue(recorded);
  const named = { ...recorded, name: "recording" };
  expect(identityOf({ ...named, url: second }, cue)).toBe(identityOf({ ...named, url: first }, cue));
  expect(urlFor({ ...named, url: second }, cue)).toBe(second);
  expect(identityOf({ ...recorded, url: second }, cue)).not.toBe(
    identityOf({ ...recorded, url: first }, cue),
  );
});

test("a recording begins where it is asked to, and every second of it is a jump away", () => {
  expect(firstCue(recorded)).toEqual({ kind: "second", s: 12 });
  expect(urlFor(recorded, firstCue(recorded))).toBe("/video");
  expect(planMove(recorded, firstCue(recorded), at(12, 90), 45)).toEqual({ kind: "jump", s: 45 });
  expect(planMove(recorded, firstCue(recorded), at(12, 90), 100)).toEqual({ kind: "jump", s: 90 });
});
