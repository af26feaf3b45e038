import { spawn } from "node:child_process";

const TIMEOUT_MS = 5000;
const MAX_IMAGE_BYTES = 2 * 1024 * 1024;

export type PictureWish = {
  /** How far into the media, in seconds; the first picture when it is left out. */
  atSeconds?: number;
  /** In pixels; never larger than the video. Without it the picture is at most 640 wide. */
  height?: number;
};

/** Renders one picture of some media as a JPEG. Rejects when there is none in it. */
export function renderPicture(ffmpegPath: string, media: Buffer, wish: PictureWish = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpegPath, pictureArguments(wish), {
      stdio: ["pipe", "pipe", "ignore"],
      timeout: TIMEOUT_MS,
      killSignal: "SIGKILL",
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    // ffmpeg stops reading after the picture; the rest of the media has nowhere to go.
    child.stdin.on("error", () => {});
    child.once("error", reject);
    child.once("close", (code) => {
      const image = Buffer.concat(chunks);
      if (code === 0 && image.length > 0 && image.length < MAX_IMAGE_BYTES) resolve(image);
      else reject(new Error(`no picture could be made (code ${code})`));
    });
    child.stdin.end(media);
  });
}

function pictureArguments({ atSeconds = 0, height }: PictureWish): string[] {
  const size = height ? `scale=-2:'min(${height},ih)'` : "scale='min(640,iw)':-2";
  return [
    ...["-hide_banner", "-loglevel", "error", "-threads", "1", "-f", "mp4", "-i", "pipe:0"],
    ...(atSeconds > 0 ? ["-ss", atSeconds.toFixed(3)] : []),
    ...["-frames:v", "1", "-vf", size, "-c:v", "mjpeg", "-q:v", "5", "-pix_fmt", "yuvj420p"],
    ...["-f", "mjpeg", "pipe:1"],
  ];
}
