import { spawn } from "node:child_process";
import { z } from "zod";
import { openAiRequest, refuseModel } from "../front/openAiRequest.ts";
import { type Speaker, type SpeakOptions, SpeechError } from "./speaker.ts";

export const SPEECH_MODEL = "molt-draft";
const MAX_BODY_BYTES = 64 * 1024;

/** OpenAI's names of voices. Each is one of ours, always the same, so that the backend needs no names of its own. */
const OPENAI_VOICES = new Set(
  "alloy ash ballad cedar coral echo fable marin nova onyx sage shimmer verse".split(" "),
);

const FORMATS = {
  wav: { type: "audio/wav", encode: [] },
  mp3: { type: "audio/mpeg", encode: ["-c:a", "libmp3lame", "-b:a", "64k", "-f", "mp3"] },
  opus: { type: "audio/ogg", encode: ["-c:a", "libopus", "-b:a", "32k", "-f", "ogg"] },
} as const;

const vRequest = z.object({
  model: z.string().min(1),
  input: z.string().trim().min(1, "input may not be empty").max(4096, "input is too long"),
  voice: z.union([z.string().min(1).max(100), z.object({ id: z.string().min(1).max(100) })]),
  response_format: z.enum(["wav", "mp3", "opus"]).default("mp3"),
  speed: z.number().min(0.25).max(4).default(1),
  instructions: z.string().optional(),
});

/**
 * OpenAI's `POST /audio/speech` in its own wire format, spoken by this machine. `instructions` are taken and not followed. The
 * path handed in starts behind `/local/speech`.
 */
export function speechApi(options: {
  apiKey: string;
  speaker: Speaker;
  /** How a replica of the Tavus stand-in speaks: a voice sounds here as in its videos. */
  mannerOf?(replicaId: string): Required<Pick<SpeakOptions, "voiceId" | "rate" | "pitch">> | null;
  ffmpegPath: string;
  log(line: string): void;
}) {
  const { apiKey, speaker, mannerOf, ffmpegPath, log } = options;
  return openAiRequest({
    ...{ apiKey, path: "/v1/audio/speech", body: vRequest, maxBodyBytes: MAX_BODY_BYTES },
    async run(res, { model, input, voice, response_format: format, speed }, refuse) {
      if (model !== SPEECH_MODEL) return refuseModel(refuse, model);
      const named = typeof voice === "string" ? voice : voice.id;
      const voiceId = voiceOf(speaker, named);
      const manner = voiceId === null ? (mannerOf?.(named) ?? null) : { voiceId, rate: 1, pitch: 1 };
      if (manner === null) return refuse(400, "invalid_value", "There is no such voice.", "voice");

      const gone = new AbortController();
      res.once("close", () => gone.abort());
      try {
        const { wav } = await speaker.speak(
          input,
          { ...manner, rate: inRange(manner.rate * speed) },
          gone.signal,
        );
        const bytes =
          format === "wav" ? wav : await encode(ffmpegPath, wav, FORMATS[format].encode, gone.signal);
        res.writeHead(200, {
          "Content-Type": FORMATS[format].type,
          "Content-Length": bytes.length,
          "Cache-Control": "no-store",
        });
        res.end(bytes);
      } catch (error) {
        if (gone.signal.aborted) return;
        if (error instanceof SpeechError) return refuse(400, error.code, error.message, "input");
        log(`speech failed: ${error instanceof Error ? error.message : String(error)}`);
        refuse(500, "server_error", "The server had an error while speaking.");
      }
    },
  });
}

/** Slower or faster nobody speaks, whatever was asked for. */
const inRange = (rate: number) => Math.min(2, Math.max(0.5, rate));

function voiceOf(speaker: Speaker, named: string): string | null {
  if (speaker.voices.some(({ id }) => id === named)) return named;
  return OPENAI_VOICES.has(named) ? speaker.voiceFor(named).id : null;
}

/** A WAV in another format. The encoder is killed when whoever asked has gone. */
function encode(
  ffmpegPath: string,
  wav: Buffer,
  parameters: readonly string[],
  signal: AbortSignal,
): Promise<Buffer> {
  const input = ["-hide_banner", "-loglevel", "error", "-f", "wav", "-i", "pipe:0"];
  const ffmpeg = spawn(ffmpegPath, [...input, ...parameters, "pipe:1"], {
    stdio: ["pipe", "pipe", "pipe"],
    signal,
    killSignal: "SIGKILL",
  });
  const encoded: Buffer[] = [];
  let complaint = "";
  ffmpeg.stdout.on("data", (chunk: Buffer) => encoded.push(chunk));
  ffmpeg.stderr.on("data", (chunk: Buffer) => {
    complaint = `${complaint}${chunk}`.slice(-500);
  });
  // An encoder that ends early is told about by its exit.
  ffmpeg.stdin.on("error", () => undefined);
  ffmpeg.stdin.end(wav);
  return new Promise((resolve, reject) => {
    ffmpeg.once("error", reject);
    ffmpeg.once("close", (code) =>
      code === 0
        ? resolve(Buffer.concat(encoded))
        : reject(new Error(`ffmpeg ended with ${code}: ${complaint}`)),
    );
  });
}
