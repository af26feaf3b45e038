/** Outlines of the shells, in units of the 64 × 64 drawing; `hinge` is where all growth lines meet. */
const HINGE = { x: 32, y: 46 };

const point = (angle: number, radius: number, centre = HINGE) =>
  `${(centre.x + Math.cos(angle) * radius).toFixed(2)} ${(centre.y + Math.sin(angle) * radius).toFixed(2)}`;

/** A fan with a wavy edge. */
export function scallopOutline(lobes: number): string {
  const from = Math.PI * 1.02;
  const step = (Math.PI * 0.96) / lobes;
  let path = `M${HINGE.x} ${HINGE.y + 6}L${point(from, 25)}`;
  for (let lobe = 1; lobe <= lobes; lobe += 1)
    path += `A5.6 5.6 0 0 1 ${point(from + step * lobe, 28 - Math.abs(lobe - lobes / 2) * 0.7)}`;
  return `${path}Z`;
}

/** The ribs between a fan's lobes. */
export function scallopRibs(lobes: number): string {
  const from = Math.PI * 1.02;
  const step = (Math.PI * 0.96) / lobes;
  let path = "";
  for (let lobe = 1; lobe < lobes; lobe += 1) {
    path += `M${point(from + step * lobe, 9)}L${point(from + step * lobe, 24)}`;
  }
  return path;
}

/** A snail's spiral that winds out from the middle of its shell. */
export function spiralLine(turns: number): string {
  const centre = { x: 32, y: 29 };
  const steps = Math.round(turns * 14);
  let path = "";
  for (let step = 0; step <= steps; step += 1) {
    const angle = (step / 14) * Math.PI * 2 + 0.6;
    path += `${step === 0 ? "M" : "L"}${point(angle, 1.2 + (step / steps) * 14.5, centre)}`;
  }
  return path;
}
