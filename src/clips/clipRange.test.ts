import { describe, expect, test } from "vitest";
import { rangeOfHighlight, suggestAt, viewAround, withEnd, withStart } from "./clipRange";

const within = { startS: 100, endS: 280 };

describe("choosing a clip", () => {
  test("begins with the half minute that was just seen", () => {
    expect(suggestAt(200, 600)).toEqual({ startS: 170, endS: 200 });
    expect(suggestAt(12, 600)).toEqual({ startS: 0, endS: 12 });
    expect(suggestAt(0, 600)).toEqual({ startS: 0, endS: 5 });
  });

  test("shows three minutes around it, as far as there are any", () => {
    expect(viewAround(300, 600)).toEqual({ startS: 210, endS: 390 });
    expect(viewAround(10, 600)).toEqual({ startS: 0, endS: 180 });
    expect(viewAround(595, 600)).toEqual({ startS: 420, endS: 600 });
    expect(viewAround(5, 20)).toEqual({ startS: 0, endS: 20 });
  });

  test("never becomes shorter than five seconds or longer than a minute, whichever end is moved", () => {
    expect(withStart({ startS: 150, endS: 180 }, 178, within)).toEqual({ startS: 178, endS: 183 });
    expect(withStart({ startS: 150, endS: 180 }, 110, within)).toEqual({ startS: 110, endS: 170 });
    expect(withEnd({ startS: 150, endS: 180 }, 152, within)).toEqual({ startS: 147, endS: 152 });
    expect(withEnd({ startS: 150, endS: 180 }, 250, within)).toEqual({ startS: 190, endS: 250 });
  });

  test("stays within what is shown", () => {
    expect(withStart({ startS: 150, endS: 180 }, 500, within)).toEqual({ startS: 275, endS: 280 });
    expect(withStart({ startS: 150, endS: 180 }, 0, within)).toEqual({ startS: 100, endS: 160 });
    expect(withEnd({ startS: 100, endS: 110 }, 0, within)).toEqual({ startS: 100, endS: 105 });
    expect(withEnd({ startS: 270, endS: 280 }, 999, within)).toEqual({ startS: 270, endS: 280 });
  });

  test("a highlight is a clip as it is, cut to a minute and grown to five seconds", () => {
    expect(rangeOfHighlight({ startS: 40, endS: 70 }, 600)).toEqual({ startS: 40, endS: 70 });
    expect(rangeOfHighlight({ startS: 40, endS: 140 }, 600)).toEqual({ startS: 40, endS: 100 });
    expect(rangeOfHighlight({ startS: 58, endS: 60 }, 60)).toEqual({ startS: 55, endS: 60 });
  });
});
