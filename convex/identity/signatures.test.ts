import { expect, test } from "vitest";
import { toBase64Url } from "./encoding.model";
import { readSignature } from "./signatures.model";

test("a signature in base64 that happens to begin like hexadecimal is read as what it is", () => {
  const signature = Uint8Array.from({ length: 64 }, (_, i) => [0xd3, 0x1f][i] ?? i);
  expect(toBase64Url(signature)).toMatch(/^0x/);
  expect(readSignature(toBase64Url(signature))).toEqual(signature);
  expect(readSignature("0xd31f")).toEqual(Uint8Array.of(0xd3, 0x1f));
});
