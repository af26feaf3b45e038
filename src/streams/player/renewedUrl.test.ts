import { expect, test } from "vitest";
import { RenewedUrl } from "./renewedUrl";

test("what an earlier token named is asked for with the newest one, and nothing else is touched", () => {
  let newest = "https://media.test/one/manifest/video.m3u8?dvrEnabled=true";
  const renewed = new RenewedUrl(() => newest);
  const piece = "https://media.test/one/segments/seg-7.m4s?x=1";
  expect(renewed.of(piece)).toBe(piece);
  newest = "https://media.test/two/manifest/video.m3u8?dvrEnabled=true";
  expect(renewed.of(piece)).toBe("https://media.test/two/segments/seg-7.m4s?x=1");
  newest = "https://media.test/three/manifest/video.m3u8";
  expect(renewed.of("https://media.test/two/low/manifest/video.m3u8?_HLS_msn=9")).toBe(
    "https://media.test/three/low/manifest/video.m3u8?_HLS_msn=9",
  );
  expect(renewed.of("https://elsewhere.test/one/segments/seg-7.m4s")).toBe(
    "https://elsewhere.test/one/segments/seg-7.m4s",
  );
});

test("an address that is no provider's stays", () => {
  const renewed = new RenewedUrl(() => "https://example.com/live.m3u8");
  expect(renewed.of("https://example.com/piece.ts")).toBe("https://example.com/piece.ts");
});
