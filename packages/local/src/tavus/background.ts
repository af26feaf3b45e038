import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import { type Outside, OutsideError } from "../outside/outside.ts";

const run = promisify(execFile);

const MAX_BYTES = 10 * 2 ** 20;
/** A camera's picture has fewer; a small file that unfolds to more is meant to fill the memory. */
const MAX_PIXELS = 50_000_000;
const DECODING_MS = 20_000;
const FORMATS = "png_pipe,jpeg_pipe,webp_pipe";

/** What was named as a background cannot be one. The message says why, and is for whoever ordered the video. */
export class BackgroundError extends Error {}

export const isAddress = (background: string | null): background is string =>
  background !== null && !background.startsWith("#");

/** The picture at an address that somebody has named, as RGBA: as large as it must be to fill its frame, and cut to it. */
export async function fetchBackground(
  address: string,
  { file, width, height }: { file: string; width: number; height: number },
  { outside, ffmpegPath }: { outside: Pick<Outside, "download">; ffmpegPath: string },
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    await outside.download(address, { file, maxBytes: MAX_BYTES, signal });
    const fill = `scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height}`;
    const { stdout } = await run(
      ffmpegPath,
      [
        ...["-hide_banner", "-nostdin", "-loglevel", "error"],
        // It opens this file and nothing that this file names, and takes it for a picture only.
        ...["-protocol_whitelist", "file", "-format_whitelist", FORMATS, "-max_pixels", `${MAX_PIXELS}`],
        ...[
          "-i",
          `file:${file}`,
          "-frames:v",
          "1",
          "-vf",
          fill,
          "-pix_fmt",
          "rgba",
          "-f",
          "rawvideo",
          "pipe:1",
        ],
      ],
      {
        encoding: "buffer",
        maxBuffer: width * height * 4 + 1,
        timeout: DECODING_MS,
        killSignal: "SIGKILL",
        signal,
      },
    );
    if (stdout.length !== width * height * 4) throw new BackgroundError(NO_PICTURE);
    return stdout;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof OutsideError)
      throw new BackgroundError(`The background cannot be fetched: ${error.message}.`);
    throw new BackgroundError(NO_PICTURE);
  } finally {
    await rm(file, { force: true });
  }
}

const NO_PICTURE = "The background is no PNG, JPEG or WebP that can be read.";
