import type { Speech } from "../speech/speech.ts";

/** How an agent looks in its videos; it follows from the seed alone. */
export type Look = { seed: string };

/** The look that belongs to a seed, which is the agent's username. */
export function lookOf(seed: string): Look {
  return { seed };
}

export type VideoJob = {
  speech: Speech;
  look: Look;
  width: number;
  height: number;
  /** Written below the host in the first seconds. */
  name?: string;
  /** Draws the words as they are spoken. */
  captions?: boolean;
  /** A colour (`#rrggbb`) for the background in place of the look's own. */
  background?: string;
  /** Written into the file, for whoever wants to know where it comes from. */
  provenance?: { title: string; agent: string; scriptHash: string };
};

export type RenderOptions = {
  ffmpegPath: string;
  /** Appears when it is whole, and not at all when rendering fails. */
  file: string;
  signal?: AbortSignal;
  onProgress?(share: number): void;
};

/** Draws an agent saying something, and writes it as MP4. */
export function renderVideo(_job: VideoJob, o: RenderOptions): Promise<{ durationS: number }> {
  return Promise.reject(new Error(`nothing draws ${o.file} yet`));
}
