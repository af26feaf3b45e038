import type { Bot } from "../clients/client.ts";
import { markedText } from "../clients/marker.ts";
import { closedLoop, LOOP_FIGURES } from "../closedLoop.ts";
import { inRounds } from "../rounds.ts";
import type { Workload } from "../workload.ts";

const BOTS = 100;
const ROOMS = 10;
const PACE = 500;

const CLOSED = "as fast as they can";
const PACED = `${PACE} cycles/s`;

/** Bots on kept HTTP connections: each polls for new messages and posts a reply. */
export const bots: Workload = {
  id: "w4",
  title: `${BOTS} bots in ${ROOMS} rooms, over HTTP: poll and reply`,
  figures: [...LOOP_FIGURES, { key: "messagesPerPoll", label: "msgs/poll", digits: 1 }],
  goals: [
    {
      label: "cycles / hand-written with an fsync each",
      figure: "perSecond",
      setting: CLOSED,
      to: { contender: "plain" },
      atLeast: 1.5,
    },
    { label: "cycles / floor", figure: "perSecond", setting: CLOSED, to: { contender: "floor" } },
    { label: "cycles / bare", figure: "perSecond", setting: CLOSED, to: { contender: "bare" } },
    {
      label: "p99 at 500/s / hand-written",
      figure: "p99",
      setting: PACED,
      to: { contender: "plain" },
      atMost: 1.5,
    },
  ],
  run: (bench) =>
    inRounds(
      bench,
      ["molt", "floor", "bare", "plain"],
      async ({ client, process }) => {
        const ready = Array.from({ length: BOTS }, (_, i) => client.bot(`room${i % ROOMS}`));
        await closedLoop(
          process,
          ready.map((bot) => cycle(bot)),
          { seconds: 1 },
        );
        return ready;
      },
      async (contender, ready, round) => {
        for (const setting of [CLOSED, PACED]) {
          const came = { messages: 0, polls: 0 };
          const loop = await closedLoop(
            contender.process,
            ready.map((bot) => cycle(bot, came)),
            { seconds: bench.quick ? 1 : 3, pace: setting === PACED ? PACE : undefined },
          );
          bench.samples.add({
            workload: "w4",
            setting,
            contender: contender.name,
            round,
            values: { ...loop, messagesPerPoll: came.messages / came.polls },
          });
        }
      },
    ),
};

let nextNumber = 1;

function cycle(bot: Bot, came = { messages: 0, polls: 0 }): () => Promise<void> {
  return async () => {
    const messages = await bot.poll();
    came.messages += messages;
    came.polls++;
    await bot.reply(markedText(nextNumber++));
  };
}
