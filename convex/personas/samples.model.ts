import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { readAudio } from "./audio.format";

/** A voice of ten minutes is 20 MB as MP3 of the best kind. */
export const MAX_SAMPLE_BYTES = 20 * 1024 * 1024;
export const SHORTEST_S = 3;
export const LONGEST_S = 600;

/** Why a sample is none, by the words of the API: 413, 415, 422. */
export type SampleFault = "payload_too_large" | "unsupported_media_type" | "out_of_range";

export const SAMPLE_FAULTS: Record<SampleFault, string> = {
  payload_too_large: "A voice sample may have at most 20 MiB.",
  unsupported_media_type: "These bytes are no WAV, MP3, M4A, MP4, Ogg, WebM or FLAC.",
  out_of_range: "A voice sample is 3 seconds to 10 minutes long.",
};

export interface Measured {
  hash: string;
  contentType: string;
}

/** Looks at the bytes of a sample: what they are, how long they last, and their SHA-256. */
export function measureSample(bytes: Uint8Array): Measured | SampleFault {
  if (bytes.byteLength > MAX_SAMPLE_BYTES) return "payload_too_large";
  const audio = readAudio(bytes);
  if (!audio) return "unsupported_media_type";
  const { durationS, contentType } = audio;
  if (durationS !== null && (durationS < SHORTEST_S || durationS > LONGEST_S)) return "out_of_range";
  return { hash: bytesToHex(sha256(bytes)), contentType };
}
