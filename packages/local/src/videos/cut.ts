import type { TrackFacts } from "../media/trackFacts.ts";
import { FRAGMENTED_TO_PIPE, Fragmenting } from "./fragmenting.ts";

/** A stretch of the source without an interruption, in a file of its own. Times are seconds of the source. */
export type ClipPiece = { path: string; startsAt: number; endsAt: number; tracks: TrackFacts };

/** The part of the source that is wanted, in its seconds. */
export type Range = { startSeconds: number; endSeconds: number };

/** A minute of the largest pictures, on a machine that has other things to do. */
const TIMEOUT_MS = 120_000;
/** More than twenty seconds at 720 lines is encoded faster and a little worse, so that a clip is there within seconds. */
const MUCH_TO_DO = 1280 * 720 * 20;

/** One ffmpeg that decodes a stretch of video and encodes exactly what is wanted of it. */
export class Cut extends Fragmenting {
  constructor(ffmpegPath: string, pieces: readonly ClipPiece[], range: Range) {
    super(ffmpegPath, cutArguments(pieces, range), TIMEOUT_MS);
  }
}

function cutArguments(pieces: readonly ClipPiece[], range: Range): string[] {
  const size = pieces.find(({ tracks }) => tracks.video)?.tracks.video ?? null;
  const video = pieces.every(({ tracks }) => tracks.video);
  const audio = pieces.every(({ tracks }) => tracks.audio);
  const filters = pieces.flatMap((piece, at) => [
    ...(video ? [`[${at}:v]${trim(piece, range, "")},${fit(size!)}[v${at}]`] : []),
    ...(audio ? [`[${at}:a]${trim(piece, range, "a")}[a${at}]`] : []),
  ]);
  const parts = pieces.map((_, at) => `${video ? `[v${at}]` : ""}${audio ? `[a${at}]` : ""}`).join("");
  const outputs = `${video ? "[v]" : ""}${audio ? "[a]" : ""}`;
  filters.push(`${parts}concat=n=${pieces.length}:v=${Number(video)}:a=${Number(audio)}${outputs}`);
  const work = size ? size.width * size.height * (range.endSeconds - range.startSeconds) : 0;
  const preset = work > MUCH_TO_DO ? "ultrafast" : "veryfast";
  return [
    ...pieces.flatMap(({ path }) => ["-f", "mp4", "-i", path]),
    ...["-filter_complex", filters.join(";")],
    ...(video ? ["-map", "[v]", "-c:v", "libx264", "-preset", preset, "-crf", "21", "-bf", "0"] : []),
    ...(video ? ["-pix_fmt", "yuv420p", "-force_key_frames", "expr:gte(t,n_forced*2)"] : []),
    ...(audio ? ["-map", "[a]", "-c:a", "aac", "-b:a", "128k"] : []),
    ...FRAGMENTED_TO_PIPE,
  ];
}

/** What of the piece is wanted, with times that begin at nought. */
function trim(piece: ClipPiece, { startSeconds, endSeconds }: Range, kind: "" | "a"): string {
  const from = Math.max(0, startSeconds - piece.startsAt);
  const to = Math.min(endSeconds, piece.endsAt) - piece.startsAt;
  return `${kind}trim=start=${from.toFixed(6)}:end=${to.toFixed(6)},${kind}setpts=PTS-${from.toFixed(6)}/TB`;
}

/** Every piece gets the size of the first one, for encoders may change it in between. */
function fit({ width, height }: { width: number; height: number }): string {
  const [w, h] = [width - (width % 2), height - (height % 2)];
  return `scale=${w}:${h}:force_original_aspect_ratio=decrease,pad=${w}:${h}:(ow-iw)/2:(oh-ih)/2,setsar=1`;
}
