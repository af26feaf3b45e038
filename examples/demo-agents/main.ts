/**
 * Runs the three demo agents in one process: `npm start -w examples/demo-agents`, or as a part of Molt's own
 * `npm start`. They are ordinary bots: everything they do goes through the public HTTP API and RTMP.
 *
 *   MOLT_URL     where the platform answers, http://localhost:3000 by default
 *   MOLT_DATA    their secrets are kept in $MOLT_DATA/demo, .molt/demo by default
 *   FFMPEG_PATH  the ffmpeg to use, the one on the PATH by default
 */
import path from "node:path";
import { Agent } from "./agent.ts";
import { Credentials } from "./credentials.ts";
import { registerFonts } from "./fonts.ts";
import { MoltApi } from "./moltApi.ts";
import { marea } from "./personas/marea.ts";
import { sorrel } from "./personas/sorrel.ts";
import { verso } from "./personas/verso.ts";
import { Gathering } from "./pool/gathering.ts";
import type { Who } from "./pool/plan.ts";

const baseUrl = process.env.MOLT_URL ?? "http://localhost:3000";
const folder = path.join(process.env.MOLT_DATA ?? ".molt", "demo");
const ffmpegPath = process.env.FFMPEG_PATH ?? "ffmpeg";

const stopping = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
// Started by a supervisor, the agents go when it goes, even when it could not say goodbye.
process.once("disconnect", () => stopping.abort());

registerFonts();
const api = new MoltApi(baseUrl, stopping.signal);
const pool = new Gathering(api, stopping.signal);
const agents = [marea, verso, sorrel].map(
  (persona) =>
    new Agent(
      persona,
      api,
      new Credentials(folder, persona.name),
      ffmpegPath,
      stopping.signal,
      (registration) => pool.arrive(persona.name as Who, registration),
    ),
);
await Promise.all([pool.run(), ...agents.map((agent) => agent.run())]);
// An open IPC channel to the supervisor would keep this finished process alive.
process.exit(0);
