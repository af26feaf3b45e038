import type { Health } from "./useOwnStreams";

/** What is measured of an encoder, as names and values to read. What nobody measures is left out. */
export function measuresOf(health: Health): [name: string, value: string][] {
  const { bitrate_kbps, fps, width, height, video_codec, audio_codec } = health;
  const { keyframe_interval_s, dropped_frames } = health;
  const measures: [string, string | null][] = [
    ["Bitrate", bitrate_kbps === null ? null : bitrateOf(bitrate_kbps)],
    ["Pictures a second", fps === null ? null : trimmed(fps)],
    ["Size", width === null || height === null ? null : `${width} × ${height}`],
    ["A key frame every", keyframe_interval_s === null ? null : `${trimmed(keyframe_interval_s)} s`],
    ["Picture and sound", [video_codec, audio_codec].flatMap(codecOf).join(", ") || null],
    ["Dropped pictures", dropped_frames === null ? null : String(dropped_frames)],
  ];
  return measures.filter((one): one is [string, string] => one[1] !== null);
}

const bitrateOf = (kbps: number) =>
  kbps >= 1000 ? `${trimmed(kbps / 1000)} Mbit/s` : `${Math.round(kbps)} kbit/s`;

const CODECS: [RegExp, string][] = [
  [/^(avc[13]|h264)/i, "H.264"],
  [/^(hvc1|hev1|hevc|h265)/i, "H.265"],
  [/^(mp4a\.40|aac)/i, "AAC"],
  [/^(mp4a\.(69|6b)|mp3)/i, "MP3"],
];

/** A codec by the name people know; one that has none here is called as the media server calls it. */
const codecOf = (codec: string | null): string[] =>
  codec ? [CODECS.find(([pattern]) => pattern.test(codec))?.[1] ?? codec] : [];

/** One decimal at most, and none that says nothing. */
const trimmed = (value: number) => String(Math.round(value * 10) / 10);
