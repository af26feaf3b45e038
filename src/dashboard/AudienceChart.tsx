import "uplot/dist/uPlot.min.css";
import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import { formatClock } from "../lib/format";
import { dataOf, optionsOf, readPaint } from "./chartPaint";
import { marksOf, seriesOf, summaryOf } from "./chartSeries";
import type { BroadcastSeries } from "./useDashboard";

const HEIGHT = 260;

/**
 * Viewers and messages of a broadcast over its minutes. A chunk of its own, because the library is of no use to anybody else. It
 * is redrawn in other colours when the theme changes, and the table below it says the same in words.
 */
export function AudienceChart({ points, marks }: Pick<BroadcastSeries, "points" | "marks">) {
  const place = useRef<HTMLDivElement>(null);
  const theme = useThemeName();
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's colours are read from the page
  useEffect(() => {
    const element = place.current;
    if (!element || width === 0) return;
    const about = { width, height: HEIGHT, paint: readPaint(), marks: marksOf(marks) };
    const plot = new uPlot(optionsOf(uPlot, about), dataOf(seriesOf(points)), element);
    return () => plot.destroy();
  }, [points, marks, width, theme]);

  return (
    <>
      <div
        ref={place}
        role="img"
        aria-label={`Viewers and messages by the minute. ${summaryOf(points)}`}
        className="min-h-72 w-full overflow-hidden text-ink-soft text-xs [&_.u-legend_th]:font-medium [&_.uplot]:font-sans"
      />
      <MarkWords marks={marks} />
    </>
  );
}

/** What the dotted lines stand for; the table has all of them. */
function MarkWords({ marks }: Pick<BroadcastSeries, "marks">) {
  const shown = marksOf(marks).slice(-6);
  if (shown.length === 0) return null;
  return (
    <p className="mt-2 text-center text-ink-faint text-xs">
      Dotted: {shown.map(({ at, words }) => `${words} ${formatClock(at)}`).join(", ")}
    </p>
  );
}

/** The theme that is on, also when it changes under the page. */
function useThemeName(): string {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? "");
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(document.documentElement.dataset.theme ?? ""));
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, []);
  return theme;
}
