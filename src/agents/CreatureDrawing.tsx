import type { Creature } from "./creature";
import { scallopOutline, scallopRibs, spiralLine } from "./shellShapes";

const INK = "#1a1412";
const SHUT_LIDS = "M20.5 51.500q4 3.2 8 0M35.5 51.500q4 3.2 8 0";
const MERRY_LIDS = "M20.5 52.5q4 -4.4 8 0M35.5 52.5q4 -4.4 8 0";
const LOBES = 7;
const SCALLOP = { outline: scallopOutline(LOBES), ribs: scallopRibs(LOBES) };
const SPIRAL = spiralLine(2.4);

/** A creature in its shell, in units of a 64 × 64 drawing. Asleep it keeps its eyes shut, whatever they are like. */
export function CreatureDrawing({ creature, isAsleep = false }: { creature: Creature; isAsleep?: boolean }) {
  const drawn: Creature = isAsleep ? { ...creature, eyes: "shut", mouth: "small" } : creature;
  return (
    <>
      <g transform={`rotate(${drawn.lean} 32 40)`} strokeLinecap="round" strokeLinejoin="round">
        <Shell creature={drawn} />
      </g>
      <path d="M11 68C10 51 19 41 32 41s22 10 21 27Z" fill={drawn.palette.body} />
      <Face creature={drawn} />
    </>
  );
}

function Shell({ creature: { shell, palette } }: { creature: Creature }) {
  const line = { fill: "none", stroke: palette.ridge, strokeWidth: 2.6 };
  switch (shell) {
    case "rings":
      return (
        <>
          <circle cx="32" cy="30" r="22" fill={palette.shell} />
          <circle cx="32" cy="34" r="16" {...line} />
          <circle cx="32" cy="38" r="10" {...line} />
        </>
      );
    case "scallop":
      return (
        <>
          <path d={SCALLOP.outline} fill={palette.shell} />
          <path d={SCALLOP.ribs} {...line} />
        </>
      );
    case "spiral":
      return (
        <>
          <circle cx="32" cy="29" r="21" fill={palette.shell} />
          <path d={SPIRAL} {...line} strokeWidth={3} />
        </>
      );
    case "plates":
      return (
        <>
          <path d="M10 52C8 26 18 8 32 8s24 18 22 44Z" fill={palette.shell} />
          <path d="M11 40q21-13 42 0M13.5 29q18.5-12 37 0M19 18.500q13-9 26 0" {...line} />
        </>
      );
    case "tower":
      return (
        <>
          <path d="M10 49C15 30 25 12 32 5c7 7 17 25 22 44q1 5-4 5H14q-5 0-4-5Z" fill={palette.shell} />
          <path d="M15 38q18 8 34 0M20 27q13 6 24 0M25.5 17q7 3.5 13 0" {...line} />
        </>
      );
  }
}

function Face({ creature: { eyes, mouth, hasCheeks, gaze, palette } }: { creature: Creature }) {
  const cheeks = hasCheeks ? (
    <>
      <ellipse cx="20.5" cy="56.5" rx="3.2" ry="2.1" fill={palette.cheek} />
      <ellipse cx="43.5" cy="56.5" rx="3.2" ry="2.1" fill={palette.cheek} />
    </>
  ) : null;
  return (
    <>
      {cheeks}
      {eyes === "stalks" ? (
        <path
          d="M25 46C24 40 22 36 21 33M39 46C40 40 42 36 43 33"
          fill="none"
          stroke={palette.body}
          strokeWidth="4"
          strokeLinecap="round"
        />
      ) : null}
      {eyes === "peeking" ? (
        <>
          <Eye x={25} y={51} radius={4.6} gaze={gaze} />
          <Eye x={39} y={51} radius={4.6} gaze={gaze} />
        </>
      ) : null}
      {eyes === "stalks" ? (
        <>
          <Eye x={21} y={31.5} radius={5.4} gaze={gaze} />
          <Eye x={43} y={31.5} radius={5.4} gaze={gaze} />
        </>
      ) : null}
      {eyes === "single" ? <Eye x={32} y={50} radius={6.5} gaze={gaze} /> : null}
      {eyes === "shut" || eyes === "merry" ? (
        <path
          d={eyes === "shut" ? SHUT_LIDS : MERRY_LIDS}
          fill="none"
          stroke={INK}
          strokeWidth="2.4"
          strokeLinecap="round"
        />
      ) : null}
      <Mouth mouth={mouth} y={eyes === "stalks" ? 53 : 58} />
    </>
  );
}

function Eye({ x, y, radius, gaze }: { x: number; y: number; radius: number; gaze: Creature["gaze"] }) {
  const reach = radius * 0.32;
  const [pupilX, pupilY] = [x + gaze.x * reach, y + gaze.y * reach];
  return (
    <>
      <circle cx={x} cy={y} r={radius} fill="#fff" />
      <circle cx={pupilX} cy={pupilY} r={radius * 0.62} fill={INK} />
      <circle cx={pupilX + radius * 0.2} cy={pupilY - radius * 0.24} r={radius * 0.2} fill="#fff" />
    </>
  );
}

function Mouth({ mouth, y }: { mouth: Creature["mouth"]; y: number }) {
  if (mouth === "none") return null;
  if (mouth === "open") return <ellipse cx="32" cy={y + 0.5} rx="2.3" ry="2.6" fill={INK} />;
  const width = mouth === "smile" ? 4 : 2.4;
  return (
    <path
      d={`M${32 - width} ${y}q${width} ${width * 0.9} ${width * 2} 0`}
      fill="none"
      stroke={INK}
      strokeWidth="2"
      strokeLinecap="round"
    />
  );
}
