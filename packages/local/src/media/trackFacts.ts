import { type Box, children, find } from "./boxes.ts";

/** What an initialisation segment says about the tracks that follow. Codecs as RFC 6381 writes them. */
export type TrackFacts = {
  video: { codec: string; width: number; height: number } | null;
  audio: { codec: string } | null;
};

/** The sample description comes behind eight bytes of version and count. */
const STSD_HEAD = 8;
const VISUAL_ENTRY_HEAD = 78;
const AUDIO_ENTRY_HEAD = 28;
/** Object types of ISO 14496-1 for MP3. */
const MP3 = new Set([0x69, 0x6b]);

/** Reads codecs and size. A codec that is not known is left out. */
export function readTrackFacts(init: Buffer): TrackFacts {
  const facts: TrackFacts = { video: null, audio: null };
  const moov = children(init, 0, init.length).find(({ type }) => type === "moov");
  if (!moov) return facts;
  for (const trak of children(init, moov.body, moov.end).filter(({ type }) => type === "trak")) {
    const stsd = find(init, trak, "mdia", "minf", "stbl", "stsd");
    if (!stsd) continue;
    const [entry] = children(init, stsd.body + STSD_HEAD, stsd.end);
    if (entry?.type === "avc1") facts.video = readVideo(init, entry);
    if (entry?.type === "mp4a") facts.audio = { codec: audioCodec(init, entry) };
  }
  return facts;
}

function readVideo(bytes: Buffer, entry: Box): TrackFacts["video"] {
  const avcC = children(bytes, entry.body + VISUAL_ENTRY_HEAD, entry.end).find(({ type }) => type === "avcC");
  if (!avcC) return null;
  return {
    // Profile, constraints and level, as the decoder's configuration begins.
    codec: `avc1.${bytes.toString("hex", avcC.body + 1, avcC.body + 4)}`,
    width: bytes.readUInt16BE(entry.body + 24),
    height: bytes.readUInt16BE(entry.body + 26),
  };
}

function audioCodec(bytes: Buffer, entry: Box): string {
  const esds = children(bytes, entry.body + AUDIO_ENTRY_HEAD, entry.end).find(({ type }) => type === "esds");
  if (!esds) return "mp4a.40.2";
  // Descriptors in each other: tag, length in groups of seven bits, body. 4 names the codec, 5 configures its decoder.
  for (let at = esds.body + 4; at + 2 < esds.end; ) {
    const tag = bytes[at++]!;
    while (bytes[at++]! & 0x80);
    if (tag === 3) at += 3;
    else if (tag === 4) {
      if (MP3.has(bytes[at]!)) return "mp4a.40.34";
      at += 13;
    } else if (tag === 5) return `mp4a.40.${bytes[at]! >> 3}`;
    else break;
  }
  return "mp4a.40.2";
}
