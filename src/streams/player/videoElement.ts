/** Starts playing, without sound if the browser insists; `blocked` when it refuses even that. */
export async function play(video: HTMLVideoElement): Promise<"playing" | "blocked"> {
  try {
    await video.play();
    return "playing";
  } catch (error) {
    // An aborted play() was overtaken by a newer load, which plays by itself.
    if (!(error instanceof DOMException) || error.name !== "NotAllowedError") return "playing";
    if (video.muted) return "blocked";
    video.muted = true;
    return play(video);
  }
}

/** Listens to a video until the function that it answers is called. */
export function listen(
  video: HTMLVideoElement,
  handlers: Partial<Record<keyof HTMLMediaElementEventMap, () => void>>,
): () => void {
  const pairs = Object.entries(handlers);
  for (const [name, handler] of pairs) video.addEventListener(name, handler);
  return () => {
    for (const [name, handler] of pairs) video.removeEventListener(name, handler);
  };
}
