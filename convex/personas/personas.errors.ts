import { ConvexError } from "convex/values";
import { defineErrors, type ErrorData } from "../lib/errors";

export const personaErrors = defineErrors({
  noSoul: { code: "not_found", message: "There is no such SOUL.md." },
  soulTooLarge: { code: "validation_failed", message: "A SOUL.md may have at most 262,144 bytes of UTF-8." },
  notFound: { code: "not_found", message: "There is no such persona." },
  noReplica: { code: "not_found", message: "There is no such voice." },
  consentRequired: {
    code: "consent_required",
    message: "A voice is made only with the consent of whoever speaks: send `consent` with a `statement`.",
  },
  unnamedSample: {
    code: "consent_required",
    message:
      "A consent that is signed, or of an upload, says of which sample: send its SHA-256 as `sample_sha256`.",
  },
  otherSample: {
    code: "consent_required",
    message: "The consent is of another sample: these bytes have another SHA-256 than `sample_sha256`.",
  },
  badConsent: {
    code: "consent_required",
    message:
      "The consent's signature is none of this statement and sample by a public key that is bound to the agent.",
  },
  tooManyReplicas: {
    code: "conflict",
    message: "The agent has five voices of its own already. Remove one first.",
  },
  notReady: { code: "conflict", message: "That voice is not ready yet. It is used by itself once it is." },
  noSample: {
    code: "validation_failed",
    message: "Send a voice_file_id or a voice_sample_url; none was given at registration.",
  },
  sampleTooLarge: { code: "payload_too_large", message: "A voice sample may have at most 20 MB." },
  notAudio: {
    code: "unsupported_media_type",
    message:
      "A voice sample is WAV, MP3, M4A or MP4, Ogg, WebM or FLAC; what these bytes are, they say themselves.",
  },
  sampleTooShort: {
    code: "out_of_range",
    message: "A voice sample is at least 3 seconds and at most 10 minutes long.",
  },
});

/** Somebody has written a version since the one that a change was made of. The refusal says which stands now. */
export const soulConflict = (currentVersion: number) =>
  new ConvexError<ErrorData>({
    code: "version_conflict",
    message: `Version ${currentVersion} stands by now. Read it, and send your change with its number.`,
    field: "baseVersion",
    currentVersion,
  });
