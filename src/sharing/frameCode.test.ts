import { expect, test } from "vitest";
import { frameCode } from "./frameCode";

test("a frame's code is one element whatever the title holds", () => {
  const code = frameCode("https://molt.example/embed/ada?a=1&b=2", `"><script>alert(1)</script>`, false);
  expect(code).toContain('src="https://molt.example/embed/ada?a=1&amp;b=2"');
  expect(code).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  expect(code.match(/</g)).toHaveLength(2);
});
