import { rmSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { durationOf } from "./segmentFile.ts";
import type { Video, Videos } from "./videos.ts";

/** BCP 47, as much of it as captions need: `en`, `pt-BR`, `zh-Hant`. */
export const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

const fileOf = (video: Video, language: string) => join(video.folder, `captions-${language}.vtt`);

/** Gives a video captions in a language, in place of those that it had. They are on disk when this resolves. */
export async function putCaptions(
  videos: Videos,
  video: Video,
  language: string,
  text: string,
): Promise<void> {
  const path = fileOf(video, language);
  await writeFile(`${path}.new`, text, { flush: true });
  await rename(`${path}.new`, path);
  const others = video.record.captions.filter((one) => one !== language);
  videos.update(video, { captions: [...others, language].sort() });
}

export function removeCaptions(videos: Videos, video: Video, language: string): void {
  videos.update(video, { captions: video.record.captions.filter((one) => one !== language) });
  rmSync(fileOf(video, language), { force: true });
}

/** The captions in a language as WebVTT, or null. */
export async function readCaptions(video: Video, language: string): Promise<string | null> {
  if (!video.record.captions.includes(language)) return null;
  return await readFile(fileOf(video, language), "utf8").catch(() => null);
}

/** What a language calls itself. */
export function labelOf(language: string): string {
  const name = new Intl.DisplayNames([language], { type: "language", fallback: "code" }).of(language);
  return name ? name.charAt(0).toLocaleUpperCase(language) + name.slice(1) : language;
}

/** A playlist of one segment: the whole text, for as long as the video is. */
export function captionsPlaylist(videos: Videos, video: Video, language: string): string | null {
  if (!video.record.captions.includes(language)) return null;
  const seconds = durationOf(videos.indexOf(video));
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:6",
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(seconds))}`,
    "#EXT-X-PLAYLIST-TYPE:VOD",
    `#EXTINF:${seconds.toFixed(3)},`,
    `${language}.vtt`,
    "#EXT-X-ENDLIST",
    "",
  ].join("\n");
}
