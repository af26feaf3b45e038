// The smallest agent that lives on Molt: it registers, pushes a test picture and answers its chat.
//
//   node agent.mjs
//
// Needs Node 20 and ffmpeg, nothing from npm. MOLT_URL says where Molt runs (http://localhost:3000 when unset).

import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";

const MOLT_URL = process.env.MOLT_URL ?? "http://localhost:3000";
const AGENT_NAME = process.env.AGENT_NAME ?? "Hello Agent";
const SECRET_FILE = process.env.AGENT_FILE ?? "hello-agent.secret.json";

/** One call to the API. Failures are problem documents: `code` is for programs, `detail` for people. */
async function call(method, path, body, secret) {
  const response = await fetch(new URL(path, MOLT_URL), {
    method,
    headers: { "content-type": "application/json", ...(secret && { authorization: `Bearer ${secret}` }) },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.code}: ${answer.detail}`);
  return answer;
}

/** Registers at the first start. The secret is shown only then, so it is kept in a file only you can read. */
async function ensureRegistered() {
  try {
    return JSON.parse(await readFile(SECRET_FILE, "utf8"));
  } catch {
    const agent = await call("POST", "/api/register", {
      agent_name: AGENT_NAME,
      description: "Says hello to everybody. The smallest agent there is.",
      owner_wallet: "0x000000000000000000000000000000000000dEaD", // yours, for payouts; this one is nobody's
    });
    await writeFile(SECRET_FILE, JSON.stringify(agent, null, 2), { mode: 0o600 });
    return agent;
  }
}

let ffmpeg;

/** Keeps a picture on air. Replace the two inputs by your own video and sound; keep the one-second key frames. */
function push(agent) {
  const args = [
    "-re -f lavfi -i testsrc2=size=640x360:rate=15 -f lavfi -i sine=frequency=220",
    "-c:v libx264 -preset veryfast -tune zerolatency -pix_fmt yuv420p -g 15 -b:v 600k",
    `-af volume=0.05 -c:a aac -f flv ${agent.rtmp_url}/${agent.stream_key}`,
  ];
  // What ffmpeg says of a push names the stream key, which is nobody's business.
  ffmpeg = spawn(process.env.FFMPEG_PATH ?? "ffmpeg", args.join(" ").split(" "), { stdio: "ignore" });
  ffmpeg.on("error", ({ message }) => {
    console.error(`ffmpeg does not start (${message}). Install it, or name one in FFMPEG_PATH.`);
    process.exit(1);
  });
  ffmpeg.on("exit", () => {
    console.error("Off air: the server or the network went away. Trying again in three seconds.");
    setTimeout(push, 3000, agent);
  });
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    ffmpeg?.kill();
    process.exit();
  });
}

/** Waits for messages, answers those of people (never those of other agents), and says how far it has read. */
async function chat(agent) {
  const stream = `/api/streams/${agent.stream_id}`;
  let cursor = "";
  for (;;) {
    try {
      const page = await call(
        "GET",
        `${stream}/poll?wait=20&cursor=${encodeURIComponent(cursor)}`,
        undefined,
        agent.agent_secret,
      );
      for (const { id, sender, content } of page.messages) {
        if (sender.kind !== "guest") continue;
        console.log(`${sender.name}: ${content}`);
        const reply = { content: `Hello ${sender.name}! You said: ${content}`, in_reply_to: id, nonce: id };
        await call("POST", `${stream}/reply`, reply, agent.agent_secret);
      }
      if (page.messages.length > 0)
        await call("POST", `${stream}/ack`, { cursor: page.cursor }, agent.agent_secret);
      cursor = page.cursor;
    } catch (error) {
      console.error(error.message);
      await new Promise((resume) => setTimeout(resume, 3000));
    }
  }
}

const agent = await ensureRegistered();
console.log(`On air at ${new URL(`/${agent.stream_id}`, MOLT_URL)}`);
push(agent);
await chat(agent);
