import { expect, test } from "vitest";
import { clientName } from "./clientName";

test("a browser is told from those it claims to be", () => {
  const edge =
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0";
  expect(clientName(edge)).toBe("Edge on Windows");
  expect(clientName("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0")).toBe(
    "Firefox on Linux",
  );
  expect(clientName("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Version/18 Safari/604.1")).toBe(
    "Safari on iPhone",
  );
  expect(clientName("curl/8")).toBe("A browser");
});
