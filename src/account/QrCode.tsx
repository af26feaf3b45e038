import { useMemo } from "react";
import { encode } from "uqr";

/** Cameras look for a light edge of four squares around the code. */
const EDGE = 4;

/** A text that a phone's camera reads. Its paper is light in both themes: few readers know it the other way round. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, squares } = useMemo(() => {
    const { data, size } = encode(text, { border: EDGE });
    const dark = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")));
    return { size, squares: dark.join("") };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mx-auto w-48 rounded-xl bg-surface fill-ink dark:bg-ink dark:fill-canvas"
    >
      <path d={squares} />
    </svg>
  );
}
