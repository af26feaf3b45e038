import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Reads metrics of a running deployment by name; what has never happened counts 0. */
export function aMetricsReader(url: string, dataDir: string) {
  const key = readFileSync(join(dataDir, "admin.key"), "utf8").trim();
  return async (...names: string[]): Promise<number[]> => {
    const answer = await fetch(`${url}/metrics`, { headers: { Authorization: `Convex ${key}` } });
    const lines = (await answer.text()).split("\n");
    return names.map((name) =>
      Number(
        lines
          .find((line) => line.startsWith(`${name} `))
          ?.split(" ")
          .at(-1) ?? 0,
      ),
    );
  };
}
