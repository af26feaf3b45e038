import { Agent, request } from "node:http";

/** What a run of many equal requests showed. Times are in milliseconds. */
export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** One JSON request on a kept connection. `node:http` costs the load generator less than `fetch`. */
export function send(
  method: string,
  url: string,
  {
    secret,
    json,
    headers: more = {},
  }: { secret?: string; json?: unknown; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: string }> {
  const body = json === undefined ? undefined : JSON.stringify(json);
  const headers = {
    ...(body === undefined
      ? {}
      : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
    ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
    ...more,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on("error", reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/**
 * Lets `workers` repeat a step, each after its last one has ended, for `seconds`. The first tenth is a warm-up
 * and does not count. A step that fails ends the measurement: a figure with errors in it says nothing.
 */
export async function closedLoop(
  workers: number,
  seconds: number,
  step: (worker: number, round: number) => Promise<unknown>,
): Promise<Load> {
  const times: number[] = [];
  const start = performance.now();
  const from = start + seconds * 100;
  const until = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let round = 0; performance.now() < until; round++) {
        const before = performance.now();
        await step(worker, round);
        if (before >= from) times.push(performance.now() - before);
      }
    }),
  );
  return { perSecond: times.length / ((performance.now() - from) / 1000), ...percentiles(times) };
}

export function percentiles(times: number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
