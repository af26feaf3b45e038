import Flv from "node-media-server/src/protocol/flv.js";
import type { AvPacket } from "node-media-server/src/protocol/rtmp.js";

export type FlvTagKind =
  | "metadata"
  | "audioHeader"
  | "audio"
  | "videoHeader"
  | "keyFrame"
  | "frame"
  /** In a codec that browsers do not play. */
  | "foreignAudio"
  | "foreignVideo";

/** One FLV tag, ready to be written to a packager. */
export type FlvTag = { kind: FlvTagKind; timestampMs: number; bytes: Buffer };

const AUDIO = 8;
const VIDEO = 9;
const SCRIPT = 18;
/** The codec ids of FLV that can be copied into MP4 and played by every browser. */
const H264 = 7;
const PLAYABLE_AUDIO = new Set([2, 10]);

/** Tells what an RTMP message carries, or null for messages a packager has no use for. */
export function toFlvTag(packet: AvPacket): FlvTag | null {
  const kind = kindOf(packet);
  return kind && { kind, timestampMs: packet.dts, bytes: Flv.createMessage(packet) };
}

/** The header of an FLV file. Its flags must be true: a demuxer waits for a stream that is announced and never comes. */
export function flvHeader(has: { audio: boolean; video: boolean }): Buffer {
  return Flv.createHeader(has.audio, has.video);
}

/** Whether the publisher's own description of its stream promises sound. */
export function promisesAudio(metadata: FlvTag): boolean {
  return metadata.bytes.includes("audiocodecid");
}

function kindOf({ codec_type, codec_id, flags, size }: AvPacket): FlvTagKind | null {
  if (size === 0) return null;
  if (codec_type === SCRIPT) return "metadata";
  if (codec_type === AUDIO) {
    if (!PLAYABLE_AUDIO.has(codec_id)) return "foreignAudio";
    return flags === 0 ? "audioHeader" : "audio";
  }
  if (codec_type !== VIDEO) return null;
  if (codec_id !== H264) return "foreignVideo";
  if (flags === 2) return "videoHeader";
  if (flags === 3) return "keyFrame";
  return flags === 4 ? "frame" : null;
}
