/** Whether somebody speaks over the picture right now, so that its own sound makes room. */
let speakers = 0;
const listeners = new Set<() => void>();

const tell = () => {
  for (const heard of listeners) heard();
};

/** Asks for room until the function that it answers is called; a second call of that changes nothing. */
export function duck(): () => void {
  let isDone = false;
  speakers++;
  tell();
  return () => {
    if (isDone) return;
    isDone = true;
    speakers--;
    tell();
  };
}

export const isDucked = (): boolean => speakers > 0;

export function watchDucking(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
