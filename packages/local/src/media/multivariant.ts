import { readTrackFacts } from "./trackFacts.ts";

export type ListedRendition = {
  name: string;
  /** What its decoder begins with. */
  init: Buffer;
  bitsPerSecond: { peak: number; average: number };
};
export type ListedCaptions = { language: string; label: string };

/** A playlist of playlists (RFC 8216): one entry for each rendition, the source first, and for the captions of all. */
export function multivariantPlaylist(
  renditions: readonly ListedRendition[],
  captions: readonly ListedCaptions[] = [],
): string {
  const lines = ["#EXTM3U", "#EXT-X-VERSION:6"];
  for (const { language, label } of captions) {
    const name = label.replace(/["\r\n]/g, "");
    const attributes = [
      ...["TYPE=SUBTITLES", 'GROUP-ID="captions"', `NAME="${name}"`, `LANGUAGE="${language}"`],
      ...["DEFAULT=NO", "AUTOSELECT=YES", "FORCED=NO", `URI="../captions/${language}.m3u8"`],
    ];
    lines.push(`#EXT-X-MEDIA:${attributes.join(",")}`);
  }
  for (const { name, init, bitsPerSecond } of renditions) {
    const { video, audio } = readTrackFacts(init);
    const { peak, average } = bitsPerSecond;
    const codecs = [video?.codec, audio?.codec].filter(Boolean).join(",");
    const attributes = [
      `BANDWIDTH=${peak}`,
      `AVERAGE-BANDWIDTH=${average}`,
      ...(video ? [`RESOLUTION=${video.width}x${video.height}`] : []),
      ...(codecs ? [`CODECS="${codecs}"`] : []),
      ...(captions.length > 0 ? ['SUBTITLES="captions"'] : []),
    ];
    lines.push(`#EXT-X-STREAM-INF:${attributes.join(",")}`, `../${name}/manifest/video.m3u8`);
  }
  return `${lines.join("\n")}\n`;
}
