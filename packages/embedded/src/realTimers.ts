/**
 * Timers as they were when this module was loaded. The runtime's own turns and limits run on them, so that they go on
 * when a test fakes the clock; what is due at a time of the app's own uses the global ones, which a test may move.
 */
export const { setTimeout, clearTimeout, setImmediate } = globalThis;
export const { nextTick } = process;
