import { type Box, children, find } from "./boxes.ts";

/** One fMP4 fragment (moof and mdat) of a live stream. */
export type Fragment = {
  bytes: Buffer;
  /** Media time it covers, on the video track when there is one. */
  durationSeconds: number;
  /** Whether a decoder can start here: it begins with a key frame, or there is no video at all. */
  independent: boolean;
};

export type FragmentEvent = { kind: "init"; bytes: Buffer } | ({ kind: "fragment" } & Fragment);

/** An 8 MB key frame plus its neighbours fits; anything larger means the bytes are not what we think. */
const MAX_BOX_BYTES = 64 * 1024 * 1024;
const IS_NON_SYNC_SAMPLE = 0x10000;

type Track = {
  id: number;
  timescale: number;
  isVideo: boolean;
  defaultDuration: number;
  defaultFlags: number;
};

/**
 * Cuts a fragmented MP4 byte stream at its box boundaries and reads the two facts a playlist needs of every fragment.
 * Fragments without a sample of the leading track are joined to the next one, so that no listed piece has no duration.
 * Throws on bytes that are no fragmented MP4.
 */
export class FragmentReader {
  #pending: Buffer = Buffer.alloc(0);
  #fileType: Buffer | null = null;
  #moof: Buffer | null = null;
  #held: Buffer[] = [];
  #lead: Track | null = null;
  #tracks = new Map<number, Track>();

  push(bytes: Buffer): FragmentEvent[] {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    const events: FragmentEvent[] = [];
    let offset = 0;
    while (this.#pending.length - offset >= 8) {
      const size = this.#pending.readUInt32BE(offset);
      if (size < 8 || size > MAX_BOX_BYTES) throw new Error(`an MP4 box of ${size} bytes`);
      if (this.#pending.length - offset < size) break;
      const box = this.#pending.subarray(offset, offset + size);
      const event = this.#take(box.toString("latin1", 4, 8), box);
      if (event) events.push(event);
      offset += size;
    }
    // A copy, so that a few waiting bytes do not keep a whole fragment's buffer alive.
    this.#pending = Buffer.from(this.#pending.subarray(offset));
    return events;
  }

  #take(type: string, box: Buffer): FragmentEvent | null {
    if (type === "ftyp") this.#fileType = box;
    if (type === "moov") {
      this.#readTracks(box);
      return { kind: "init", bytes: Buffer.concat([this.#fileType ?? Buffer.alloc(0), box]) };
    }
    if (type === "moof") this.#moof = box;
    if (type !== "mdat" || !this.#moof) return null;
    const facts = this.#readFacts(this.#moof);
    this.#held.push(this.#moof, box);
    this.#moof = null;
    if (facts.durationSeconds <= 0) return null;
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    return { kind: "fragment", bytes, ...facts };
  }

  #readTracks(moov: Buffer): void {
    this.#tracks.clear();
    const top = children(moov, 8, moov.length);
    for (const trak of top.filter((box) => box.type === "trak")) {
      const tkhd = find(moov, trak, "tkhd");
      const mdhd = find(moov, trak, "mdia", "mdhd");
      const hdlr = find(moov, trak, "mdia", "hdlr");
      if (!tkhd || !mdhd || !hdlr) throw new Error("an MP4 track without headers");
      const id = moov.readUInt32BE(tkhd.body + (moov[tkhd.body] === 1 ? 20 : 12));
      const timescale = moov.readUInt32BE(mdhd.body + (moov[mdhd.body] === 1 ? 20 : 12));
      const isVideo = moov.toString("latin1", hdlr.body + 8, hdlr.body + 12) === "vide";
      this.#tracks.set(id, { id, timescale, isVideo, defaultDuration: 0, defaultFlags: 0 });
    }
    for (const mvex of top.filter((box) => box.type === "mvex")) {
      for (const trex of children(moov, mvex.body, mvex.end).filter((box) => box.type === "trex")) {
        const track = this.#tracks.get(moov.readUInt32BE(trex.body + 4));
        if (!track) continue;
        track.defaultDuration = moov.readUInt32BE(trex.body + 12);
        track.defaultFlags = moov.readUInt32BE(trex.body + 20);
      }
    }
    const tracks = [...this.#tracks.values()];
    this.#lead = tracks.find((track) => track.isVideo) ?? tracks[0] ?? null;
  }

  #readFacts(moof: Buffer): { durationSeconds: number; independent: boolean } {
    const lead = this.#lead;
    if (!lead) throw new Error("an MP4 fragment before its track list");
    let units = 0;
    let firstFlags: number | null = null;
    for (const traf of children(moof, 8, moof.length).filter((box) => box.type === "traf")) {
      const tfhd = find(moof, traf, "tfhd");
      if (!tfhd || moof.readUInt32BE(tfhd.body + 4) !== lead.id) continue;
      const defaults = readDefaults(moof, tfhd, lead);
      for (const trun of children(moof, traf.body, traf.end).filter((box) => box.type === "trun")) {
        const run = readRun(moof, trun, defaults);
        units += run.duration;
        firstFlags ??= run.firstFlags;
      }
    }
    const startsWithKeyFrame = firstFlags !== null && (firstFlags & IS_NON_SYNC_SAMPLE) === 0;
    return { durationSeconds: units / lead.timescale, independent: !lead.isVideo || startsWithKeyFrame };
  }
}

type SampleDefaults = { duration: number; flags: number };

/** tfhd may replace the track's defaults; its optional fields stand in a fixed order. */
function readDefaults(bytes: Buffer, tfhd: Box, track: Track): SampleDefaults {
  const flags = bytes.readUInt32BE(tfhd.body) & 0xffffff;
  let at = tfhd.body + 8;
  if (flags & 0x1) at += 8;
  if (flags & 0x2) at += 4;
  const defaults = { duration: track.defaultDuration, flags: track.defaultFlags };
  if (flags & 0x8) {
    defaults.duration = bytes.readUInt32BE(at);
    at += 4;
  }
  if (flags & 0x10) at += 4;
  if (flags & 0x20) defaults.flags = bytes.readUInt32BE(at);
  return defaults;
}

function readRun(
  bytes: Buffer,
  trun: Box,
  defaults: SampleDefaults,
): { duration: number; firstFlags: number | null } {
  const flags = bytes.readUInt32BE(trun.body) & 0xffffff;
  const sampleCount = bytes.readUInt32BE(trun.body + 4);
  let at = trun.body + 8;
  if (flags & 0x1) at += 4;
  let firstFlags: number | null = sampleCount > 0 ? defaults.flags : null;
  if (flags & 0x4) {
    firstFlags = bytes.readUInt32BE(at);
    at += 4;
  }
  const hasDuration = (flags & 0x100) !== 0;
  const hasSize = (flags & 0x200) !== 0;
  const hasFlags = (flags & 0x400) !== 0;
  const hasOffset = (flags & 0x800) !== 0;
  if (hasFlags && sampleCount > 0)
    firstFlags = bytes.readUInt32BE(at + (hasDuration ? 4 : 0) + (hasSize ? 4 : 0));
  if (!hasDuration) return { duration: sampleCount * defaults.duration, firstFlags };
  const stride = 4 * (1 + Number(hasSize) + Number(hasFlags) + Number(hasOffset));
  let duration = 0;
  for (let sample = 0; sample < sampleCount; sample++) duration += bytes.readUInt32BE(at + sample * stride);
  return { duration, firstFlags };
}
