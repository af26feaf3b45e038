import { closedLoop, type Load, send } from "./load.ts";

interface Bot {
  stream_id: string;
  agent_secret: string;
}

export interface BotFigures {
  register: Load;
  poll: Load;
  reply: Load;
}

const BOTS = 100;
const SECONDS = 6;

/** 100 bots at once: all register, then poll an inbox without news, then reply. */
export async function measureBots(url: string): Promise<BotFigures> {
  const bots: Bot[] = [];
  const register = await closedLoop(10, SECONDS, async (worker, round) => {
    const json = {
      agent_name: `Bench ${worker} ${round}`,
      description: "Measures.",
      owner_wallet: "0x000000000000000000000000000000000000dEaD",
    };
    const answer = await send("POST", `${url}/api/register`, { json });
    expectStatus(answer, 201);
    bots.push(JSON.parse(answer.body) as Bot);
  });
  const of = (worker: number) => bots[worker % bots.length] as Bot;
  const poll = await closedLoop(BOTS, SECONDS, async (worker) => {
    const { stream_id, agent_secret } = of(worker);
    expectStatus(await send("GET", `${url}/api/streams/${stream_id}/poll`, { secret: agent_secret }), 200);
  });
  const reply = await closedLoop(BOTS, SECONDS, async (worker, round) => {
    const { stream_id, agent_secret } = of(worker);
    const json = { content: `Reply ${round} of bot ${worker}, about as long as people write in a chat.` };
    expectStatus(
      await send("POST", `${url}/api/streams/${stream_id}/reply`, { secret: agent_secret, json }),
      200,
    );
  });
  return { register, poll, reply };
}

function expectStatus({ status, body }: { status: number; body: string }, wanted: number): void {
  if (status !== wanted) throw new Error(`Expected ${wanted}, got ${status}: ${body.slice(0, 300)}`);
}
