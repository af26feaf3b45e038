import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { renderPicture } from "../media/picture.ts";
import { segmentsBetween } from "./archive.ts";
import { decodable, readPieces } from "./reading.ts";
import { durationOf, segmentAt } from "./segmentFile.ts";
import type { Video, Videos } from "./videos.ts";

/** Every size is rendered once, so there are few. */
const HEIGHTS = [90, 180, 270, 360, 480, 720, 1080];
const MAX_WAITING = 64;
const MAX_KEPT = 200;

export class TooBusyError extends Error {}

/** Still pictures of videos at any second of theirs, one rendered at a time, the recent ones kept in memory. */
export class Pictures {
  readonly #videos: Videos;
  readonly #ffmpegPath: string;
  readonly #kept = new Map<string, Promise<Buffer>>();
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(videos: Videos, ffmpegPath: string) {
    this.#videos = videos;
    this.#ffmpegPath = ffmpegPath;
  }

  /**
   * The picture at a time, in whole seconds, or the video's own picture when none is named. Null when the video is not that
   * long. Throws TooBusyError when too many others wait.
   */
  async find(video: Video, atSeconds: number | null, height: number | null): Promise<Buffer | null> {
    const length = durationOf(this.#videos.indexOf(video));
    const second = Math.floor(atSeconds ?? video.record.thumbnailTimestampPct * length);
    if (second >= length) return null;
    const rows = height === null ? undefined : (HEIGHTS.find((one) => one >= height) ?? HEIGHTS.at(-1)!);
    const poster = atSeconds === null && !rows ? join(video.folder, `poster-${second}.jpg`) : null;
    const name = `${video.record.uid} ${second} ${rows}`;
    const picture = this.#kept.get(name) ?? this.#take(video, second, rows, poster);
    this.#kept.delete(name);
    this.#kept.set(name, picture);
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    picture.catch(() => this.#kept.delete(name));
    return await picture;
  }

  async #take(
    video: Video,
    second: number,
    height: number | undefined,
    poster: string | null,
  ): Promise<Buffer> {
    const stored = poster && (await readFile(poster).catch(() => null));
    if (stored) return stored;
    if (this.#waiting >= MAX_WAITING) throw new TooBusyError();
    this.#waiting++;
    const made = this.#queue.then(() => this.#render(video, second, height));
    this.#queue = made.catch(() => {}).finally(() => this.#waiting--);
    const image = await made;
    if (poster) {
      await writeFile(`${poster}.new`, image).catch(() => {});
      await rename(`${poster}.new`, poster).catch(() => {});
    }
    return image;
  }

  async #render(video: Video, second: number, height: number | undefined): Promise<Buffer> {
    const index = this.#videos.indexOf(video);
    const shown = segmentAt(index, second)!;
    const segments = segmentsBetween(index, shown.startsAt, shown.startsAt + shown.durationSeconds);
    const media = await readPieces(video.folder, decodable(index, segments));
    const atSeconds = second - segments[0]!.startsAt;
    // The last picture of a segment may be a little earlier than its end.
    return await renderPicture(this.#ffmpegPath, media, { atSeconds, height }).catch(() =>
      renderPicture(this.#ffmpegPath, media, { height }),
    );
  }
}
