/** Calls later; answers how to call it off. Tests bring one with a clock of their own. */
export type Later = (call: () => void, afterMs: number) => () => void;

export const later: Later = (call, afterMs) => {
  const timer = setTimeout(call, afterMs);
  return () => clearTimeout(timer);
};
