/**
 * What a process may remember from one request to the next. Some deployments give every request an empty memory, so
 * all of it can be lost at any time, and nothing that matters is kept here alone.
 */
const forgetters: (() => void)[] = [];

/** Says how to forget a piece of such memory. */
export function onNewProcess(forget: () => void): void {
  forgetters.push(forget);
}

/** Forgets everything, as a restart does. For tests. */
export function forgetProcess(): void {
  for (const forget of forgetters) forget();
}
