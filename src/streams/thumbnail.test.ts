import { expect, test } from "vitest";
import { thumbnailAddress } from "./thumbnail";

test("a live picture has a new address every fifteen seconds and the same one in between", () => {
  const at = (seconds: number) => thumbnailAddress("/media/ada/thumbnail.jpg", seconds * 1000);
  expect(at(30)).toBe(at(44));
  expect(at(30)).not.toBe(at(45));
});

test("the picture of a stream off air keeps its address", () => {
  expect(thumbnailAddress("/media/ada/thumbnail.jpg", null)).toBe("/media/ada/thumbnail.jpg");
});

test("an address with a query keeps it", () => {
  expect(thumbnailAddress("/t.jpg?height=360", 0)).toBe("/t.jpg?height=360&t=0");
});
