/**
 * What an HLS playlist (RFC 8216) says about whether it is on air, read from text that a stranger has written. Nothing of
 * it is shown to anybody.
 */
export type Playlist =
  /** Names other playlists, one for each quality; the first will do. */
  | { kind: "master"; first: string }
  /** `position` changes as long as the encoder goes on. */
  | { kind: "media"; position: string; hasEnded: boolean };

const MAX_LINES = 20_000;

/** Null for whatever is no playlist, or has nothing in it that could be played. */
export function readPlaylist(text: string): Playlist | null {
  const lines = text.split(/\r?\n/, MAX_LINES).map((line) => line.trim());
  if (lines[0]?.replace(/^\uFEFF/, "") !== "#EXTM3U") return null;
  const uris = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (lines.some((line) => line.startsWith("#EXT-X-STREAM-INF"))) {
    return uris[0] ? { kind: "master", first: uris[0] } : null;
  }
  const parts = lines.filter((line) => line.startsWith("#EXT-X-PART:")).length;
  if (uris.length === 0 && parts === 0) return null;
  const sequence = /^#EXT-X-MEDIA-SEQUENCE:(\d{1,15})$/m.exec(lines.join("\n"))?.[1] ?? "0";
  const hasEnded = lines.includes("#EXT-X-ENDLIST");
  return { kind: "media", position: `${sequence}:${uris.length}:${parts}`, hasEnded };
}
