/**
 * For what must happen but has no promised time: generous, because a build server with two busy cores is slow, and
 * a test that waits for the right thing ends as soon as it is there.
 */
export const PATIENTLY = { timeout: 20_000, interval: 50 };
