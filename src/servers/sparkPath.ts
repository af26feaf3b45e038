/** A line through the counts, as tall as the largest of them; nothing at all is a line along the ground. */
export function sparkPath(counts: readonly number[], width: number, height: number): string {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length - 1);
  // The line keeps its width within the drawing.
  const ground = height - 1;
  const points = (counts.length === 0 ? [0, 0] : counts.length === 1 ? [counts[0], counts[0]] : counts).map(
    (count, index) => `${round(index * step)} ${round(ground - ((count ?? 0) / most) * (ground - 1))}`,
  );
  return `M${points.join("L")}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
