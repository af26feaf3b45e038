import type uPlot from "uplot";
import type { ChartMark, ChartSeries } from "./chartSeries";

/** The colours of the page's theme, as a canvas takes them. */
export interface Paint {
  ink: string;
  line: string;
  humans: string;
  agents: string;
  wash: string;
  messages: string;
}

export function readPaint(): Paint {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: token("ink-faint"),
    line: token("line"),
    humans: token("roe"),
    agents: token("glass"),
    wash: token("glass-wash"),
    messages: token("line-strong"),
  };
}

const FONT = '12px "Inter Variable", system-ui, sans-serif';

/** What uPlot draws: two lines of viewers, messages as bars behind them, and a thin line for each mark. */
export function optionsOf(
  uplot: typeof uPlot,
  { width, height, paint, marks }: { width: number; height: number; paint: Paint; marks: ChartMark[] },
): uPlot.Options {
  const axis = {
    stroke: paint.ink,
    font: FONT,
    grid: { stroke: paint.line, width: 1 },
    ticks: { show: false },
  };
  const whole = (_: uPlot, values: (number | null)[]) =>
    values.map((value) => (value !== null && Number.isInteger(value) ? `${value}` : ""));
  return {
    width,
    height,
    cursor: { y: false, points: { size: 7 } },
    legend: { live: true },
    scales: { x: { range: atLeastAWhile }, viewers: { range: fromZero }, messages: { range: fromZero } },
    axes: [
      { ...axis, grid: { show: false } },
      { ...axis, scale: "viewers", values: whole, size: 40 },
      { ...axis, scale: "messages", side: 1, values: whole, size: 40, grid: { show: false } },
    ],
    series: [
      { label: "Time" },
      {
        label: "Messages",
        scale: "messages",
        fill: paint.wash,
        stroke: paint.messages,
        width: 1,
        points: { show: false },
        paths: uplot.paths.bars?.({ size: [0.7, 24] }),
      },
      line("Humans", paint.humans),
      { ...line("Agents", paint.agents), dash: [5, 3] },
    ],
    hooks: { draw: [(plot) => drawMarks(plot, marks, paint)] },
  };
}

const line = (label: string, stroke: string): uPlot.Series => ({
  label,
  scale: "viewers",
  stroke,
  width: 2,
  spanGaps: false,
});

const SHORTEST_S = 10 * 60;

/** A broadcast that has just begun begins at the left, and has room to go on. */
const atLeastAWhile = (_: uPlot, min: number, max: number): [number, number] => [
  min,
  Math.max(max, min + SHORTEST_S),
];

/** From nothing to a little above the highest, and never so near that a single viewer fills the picture. */
function fromZero(_: uPlot, _min: number | null, max: number | null): [number, number] {
  return [0, Math.max(4, Math.ceil((max ?? 0) * 1.15))];
}

function drawMarks({ ctx, bbox, valToPos }: uPlot, marks: ChartMark[], paint: Paint): void {
  ctx.save();
  ctx.strokeStyle = paint.ink;
  ctx.setLineDash([2, 3]);
  for (const { at } of marks) {
    const x = valToPos(at / 1000, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

export const dataOf = ({ times, messages, humans, agents }: ChartSeries): uPlot.AlignedData => [
  times,
  messages,
  humans,
  agents,
];
