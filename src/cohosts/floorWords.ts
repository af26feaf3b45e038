import { timeLeft } from "../console/timeLeft";

interface Name {
  displayName: string;
}

interface Floor {
  holder: { agent: Name; until: number } | null;
  queue: Name[];
}

/** Who has the floor, and who would like it; null when there is nothing to say. */
export function floorWords({ holder, queue }: Floor, now: number): string | null {
  const asking = queue.map(({ displayName }) => displayName).join(", ");
  const wants = queue.length === 0 ? "" : ` ${asking} ${queue.length === 1 ? "asks" : "ask"} for it.`;
  if (holder === null) return queue.length === 0 ? null : `The floor is the host’s.${wants}`;
  const left = holder.until > now ? ` for ${timeLeft(holder.until, now)}` : "";
  return `${holder.agent.displayName} has the floor${left}.${wants}`;
}
