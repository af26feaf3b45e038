import { type Sample, type Samples, type Spread, spread } from "./samples.ts";
import { DISTURBED, SATURATED } from "./usage.ts";
import type { Figure, Goal, Workload } from "./workload.ts";

/** The figures of a workload as a table, and its ratios with what they are to be. */
export function report(workload: Workload, samples: Samples): string {
  const rows: string[][] = [["", ...workload.figures.map(({ label }) => label)]];
  const marks = new Set<string>();
  for (const setting of samples.settings(workload.id)) {
    rows.push([setting, ...workload.figures.map(() => "")]);
    for (const contender of samples.contenders(workload.id)) {
      const found = samples.of(workload.id, setting, contender);
      if (found.length === 0) continue;
      const mark = marksOf(found);
      for (const character of mark) marks.add(character);
      rows.push([`  ${contender} ${mark}`, ...workload.figures.map((figure) => cell(found, figure))]);
    }
  }
  const goals = workload.goals.flatMap((goal) => {
    const row = goalRow(workload.id, goal, samples);
    return row ? [row] : [];
  });
  return [
    `\n${workload.title} (${workload.id})`,
    ...aligned(rows),
    ...[...marks].map((mark) => `  ${mark} ${MARKS[mark]}`),
    ...(goals.length > 0 ? ["", ...aligned(goals)] : []),
  ].join("\n");
}

const MARKS: Record<string, string> = {
  "*": "the load generator was at its limit: read as “at least”",
  "†": `others used more than ${DISTURBED} cores meanwhile: measure again when the machine is quiet`,
};

function marksOf(found: Sample[]): string {
  const some = (key: string, limit: number) => found.some(({ values }) => (values[key] ?? 0) > limit);
  return `${some("generatorLoad", SATURATED) ? "*" : ""}${some("otherLoad", DISTURBED) ? "†" : ""}`;
}

function cell(found: Sample[], { key, digits = 0, brief }: Figure): string {
  const figures = spread(found.flatMap(({ values }) => values[key] ?? []));
  if (!figures) return "–";
  const { median } = figures;
  return spreadText(brief ? { median, min: median, max: median } : figures, digits);
}

function spreadText({ median, min, max }: Spread, digits: number): string {
  const text = (value: number) =>
    value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return min === max ? text(median) : `${text(median)} (${text(min)}–${text(max)})`;
}

function goalRow(workload: string, goal: Goal, samples: Samples): string[] | null {
  const figures = spread(ratios(workload, goal, samples));
  if (!figures) return null;
  const limit = goal.atMost ?? goal.atLeast;
  if (limit === undefined) return [goal.label, spreadText(figures, 2), "", ""];
  const met = goal.atMost === undefined ? figures.median >= limit : figures.median <= limit;
  const wanted = `goal ${goal.atMost === undefined ? "≥" : "≤"} ${limit}`;
  return [goal.label, spreadText(figures, 2), wanted, met ? "met" : "NOT MET"];
}

/** One ratio per round, so that both of its parts were measured in the same minute. */
function ratios(workload: string, { figure, setting, of = "molt", to }: Goal, samples: Samples): number[] {
  const own = samples.of(workload, setting, of);
  if (!to) return own.flatMap(({ values }) => values[figure] ?? []);
  const others = samples.of(workload, to.setting ?? setting, to.contender ?? of);
  return own.flatMap(({ round, values }) => {
    const other = others.find((sample) => sample.round === round)?.values[figure];
    return other === undefined || values[figure] === undefined ? [] : values[figure] / other;
  });
}

function aligned(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `  ${row.map((text, i) => text.padEnd(widths[i]!)).join("  ")}`.trimEnd());
}
