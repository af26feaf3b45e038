import type { Timeline } from "./timeline.ts";
import { readTrackFacts } from "./trackFacts.ts";

/** A playlist of playlists (RFC 8216): one entry for each rendition, the source first. */
export function multivariantPlaylist(renditions: readonly { name: string; timeline: Timeline }[]): string {
  const lines = ["#EXTM3U", "#EXT-X-VERSION:6"];
  for (const { name, timeline } of renditions) {
    const { video, audio } = readTrackFacts(timeline.runInit!);
    const { peak, average } = timeline.bitsPerSecond;
    const codecs = [video?.codec, audio?.codec].filter(Boolean).join(",");
    const attributes = [
      `BANDWIDTH=${peak}`,
      `AVERAGE-BANDWIDTH=${average}`,
      ...(video ? [`RESOLUTION=${video.width}x${video.height}`] : []),
      ...(codecs ? [`CODECS="${codecs}"`] : []),
    ];
    lines.push(`#EXT-X-STREAM-INF:${attributes.join(",")}`, `../${name}/manifest/video.m3u8`);
  }
  return `${lines.join("\n")}\n`;
}
