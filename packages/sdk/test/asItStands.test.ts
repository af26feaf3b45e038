import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const folder = new URL("../src/", import.meta.url);

test("nothing in it has to be translated: a runtime that drops types can run it as it stands", async () => {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  expect(files).toContain("client.ts");
  for (const file of files) {
    const text = await readFile(new URL(file, folder), "utf8");
    expect(text, file).not.toMatch(/constructor\([^)]*\b(private|protected|public|readonly) \w+\??:/);
    expect(text, file).not.toMatch(/^\s*(export )?(const )?(enum|namespace) /m);
    // Its own files are named whole, as no bundler finds their endings.
    expect(text, file).not.toMatch(/from "\.[^"]*(?<!\.ts)"/);
  }
});
