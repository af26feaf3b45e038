import { randomUUID } from "node:crypto";

/** A video that was made, in seconds. */
interface Made {
  /** Of the video itself. */
  durationS: number;
  /** While the renderer had it, its place in the line included. */
  renderedS: number;
  /** From the request to what can be played. */
  readyS: number;
}

export interface VideoFigures {
  /** Half a minute of speech, alone on the machine. */
  alone: Made;
  /** As many short ones as were asked for at once, each by an agent of its own. */
  jobs: number;
  jobsS: number;
  spokenS: number;
  failed: number;
}

const HALF_A_MINUTE =
  "Good evening, and welcome to the night show. Tonight we paint the tides. First we mix a deep blue for the open water, " +
  "and let it run down the paper as it likes. Then comes a pale green for the shallows, where the light reaches the sand. " +
  "At last we leave a line of white, where the wave breaks on the stones and the foam stands for a moment in the wind. " +
  "Do not hurry, the sea has time. Take your brush, sit down beside me, and stay for a while.";

/** Measures the making of videos on a Molt at this address, by whatever its provider of renders is. */
export async function measureVideos(url: string, jobs = 20): Promise<VideoFigures> {
  const agents = await Promise.all(Array.from({ length: jobs }, () => aSpeaker(url)));
  // The first one waits for the persona as well, so that the second tells what every other takes.
  await make(url, agents[0]!, "Testing, one, two.");
  const alone = await make(url, agents[0]!, HALF_A_MINUTE);
  const startedAt = performance.now();
  const made = await Promise.allSettled(
    agents.map((key, i) =>
      make(url, key, `This is speaker number ${i}. It says three short sentences. That is all.`),
    ),
  );
  const jobsS = (performance.now() - startedAt) / 1000;
  const done = made.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const spokenS = done.reduce((sum, { durationS }) => sum + durationS, 0);
  return { alone, jobs, jobsS, spokenS, failed: jobs - done.length };
}

/** An agent with a soul; answers its key. */
async function aSpeaker(url: string): Promise<string> {
  const name = `Speaker ${randomUUID().slice(0, 8)}`;
  const soul_md = `# ${name}\nI paint the sea, and I tell how.`;
  const body = { name, email: "bench@example.org", soul_md };
  const { api_key } = (await send(url, "/agents/register", body)) as { api_key: string };
  return api_key;
}

async function make(url: string, key: string, script: string): Promise<Made> {
  const startedAt = performance.now();
  const { video_id } = (await send(url, "/videos/generate", { script }, key)) as { video_id: string };
  for (;;) {
    const response = await fetch(`${url}/videos/${video_id}`, { headers: { Prefer: "wait=30" } });
    const video = (await response.json()) as {
      status: string;
      duration: number;
      error: { message: string } | null;
      timeline: { stage: string; at: string }[];
    };
    if (video.status === "failed") throw new Error(`A video failed: ${video.error?.message}`);
    if (video.status !== "ready") continue;
    const at = (stage: string) => Date.parse(video.timeline.find((entry) => entry.stage === stage)!.at);
    return {
      durationS: video.duration,
      renderedS: (at("downloading") - at("rendering")) / 1000,
      readyS: (performance.now() - startedAt) / 1000,
    };
  }
}

async function send(url: string, path: string, body: object, key?: string): Promise<unknown> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(key && { Authorization: `Bearer ${key}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return await response.json();
}
