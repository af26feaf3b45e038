import type { DegradedCause } from "./health.values";

/** What is wrong, for people, and what the encoder can do about it. */
export interface Words {
  what: string;
  hint: string;
}

/** What each cause of a degraded stream means. */
export const degradedWords: Record<DegradedCause, Words> = {
  no_video: {
    what: "Sound arrives, but no picture.",
    hint: "Have the encoder send H.264 video; with ffmpeg, check that -map or -vn does not leave it out.",
  },
  no_audio_promised: {
    what: "The encoder announced sound and sends none.",
    hint: "Check the sound source, or leave sound out altogether with -an.",
  },
  picture_format: {
    what: "The picture is in a form that phones and some browsers do not show.",
    hint: "Send eight bits and 4:2:0: with ffmpeg, add -pix_fmt yuv420p; in OBS, choose the colour format NV12.",
  },
  low_bitrate: {
    what: "Too little data arrives for a clear picture.",
    hint: "Raise the encoder's bitrate (-b:v 1500k), or check the upload speed.",
  },
  low_fps: {
    what: "Too few pictures a second arrive for smooth motion.",
    hint: "Lower the resolution or choose a faster preset (-preset veryfast), so that the encoder keeps up.",
  },
  long_keyframe_interval: {
    what: "Key frames are far apart, so viewers wait long before they see anything.",
    hint: "Send a key frame every one or two seconds: with ffmpeg at 30 pictures a second, -g 60.",
  },
  stalled: {
    what: "The encoder is connected, and nothing arrives.",
    hint: "Check the encoder and its connection. It may have to be started again.",
  },
  timestamps_jump: {
    what: "The times of pictures and sound jump, so players stutter.",
    hint: "Do not pause or seek the source while streaming; with ffmpeg, add -re, or -use_wallclock_as_timestamps 1.",
  },
};

const errorWords: Record<string, Words> = {
  ERR_GOP_OUT_OF_RANGE: {
    what: "Key frames come too seldom or too often.",
    hint: "Send one every two to eight seconds: with ffmpeg at 30 pictures a second, -g 60.",
  },
  ERR_UNSUPPORTED_VIDEO_CODEC: {
    what: "The picture is not H.264.",
    hint: "With ffmpeg, add -c:v libx264 -pix_fmt yuv420p.",
  },
  ERR_UNSUPPORTED_AUDIO_CODEC: {
    what: "The sound is neither AAC nor MP3.",
    hint: "With ffmpeg, add -c:a aac.",
  },
  ERR_STORAGE_QUOTA_EXHAUSTED: {
    what: "The provider has no room left for recordings.",
    hint: "Delete recordings, switch recording off, or ask the operator for more room.",
  },
  ERR_MISSING_SUBSCRIPTION: {
    what: "The operator's account at the provider cannot take live video.",
    hint: "Only the operator of this instance can change that.",
  },
  ERR_NO_MEDIA: {
    what: "From the encoder came nothing that could be played for half a minute.",
    hint: "Check its input and its connection; with ffmpeg, look at what it prints.",
  },
  ERR_PACKAGER: {
    what: "What the encoder sent could not be made into a stream.",
    hint: "Check that it is sound H.264 with AAC, and start the encoder again.",
  },
  quota_exceeded: {
    what: "The hours on air of this month are used up.",
    hint: "They begin anew on the first of the month; `GET /api/v1/usage` tells the rest.",
  },
  stream_disabled: {
    what: "The stream is disabled, so its encoder was refused.",
    hint: "Enable it, and start the encoder again.",
  },
  playlist_unreachable: {
    what: "The playlist could not be fetched.",
    hint: "Check that the address answers from the internet over HTTPS, without redirects.",
  },
  playlist_invalid: {
    what: "What the address answers is no HLS playlist that can be played.",
    hint: "It has to be an M3U8 playlist with segments.",
  },
  playlist_ended: {
    what: "The playlist has ended, or has not moved for a while.",
    hint: "Start the encoder behind it again.",
  },
};

/** What an error of an encoder means. Codes that nobody has explained yet are told as they are. */
export function explainError(code: string): Words {
  return (
    errorWords[code] ?? {
      what: `The provider refused the encoder (${code}).`,
      hint: "Start the encoder again; if that does not help, look the code up in the provider's documentation.",
    }
  );
}
