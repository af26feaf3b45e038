import { vi } from "vitest";
import type { World } from "../world.setup";

export const SPEECH_URL = "http://speech.test/v1";

/** OpenAI's `POST /audio/speech` as far as this backend speaks to it: a tenth of a second for each character. */
export class FakeSpeech {
  readonly asked: { input: string; voice: string; model: string }[] = [];
  down = false;
  /** Answered in place of a sound. */
  garbage: Response | null = null;

  async answer(url: string, init: RequestInit): Promise<Response> {
    const body = JSON.parse(String(init.body)) as Record<string, string>;
    this.asked.push({ input: body.input!, voice: body.voice!, model: body.model! });
    if (this.down) return new Response("out of order", { status: 503 });
    if (new Headers(init.headers).get("authorization") !== "Bearer speech-key")
      return new Response("{}", { status: 401 });
    if (url !== `${SPEECH_URL}/audio/speech` || body.response_format !== "mp3")
      return new Response("{}", { status: 400 });
    if (this.garbage) return this.garbage.clone();
    return new Response(anMp3([...body.input!].length / 10));
  }
}

const FRAME_S = 1152 / 44_100;

/** Silence, as frames of 128 kbit/s. */
export function anMp3(seconds: number): Uint8Array<ArrayBuffer> {
  const frames = Math.max(2, Math.round(seconds / FRAME_S));
  const bytes = new Uint8Array(frames * 417);
  for (let i = 0; i < frames; i++) bytes.set([0xff, 0xfb, 0x90, 0x00], i * 417);
  return bytes;
}

/** The provider of speech in a world, for a test that looks at it or breaks it. */
export function withSpeech(world: World): FakeSpeech {
  const fake = new FakeSpeech();
  vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
    url.startsWith(SPEECH_URL) ? fake.answer(url, init) : world.provider.answer(url, init),
  );
  return fake;
}
