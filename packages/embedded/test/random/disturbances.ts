import { onTestFinished } from "vitest";
import { type Deployment, fixturePush } from "../support.ts";
import type { Client } from "./clients.ts";
import type { Random } from "./seed.ts";

const DAY_MS = 24 * 3600_000;
const realNow = Date.now;

/**
 * Breaks off clients, mostly in the middle of a request, and now and then replaces code or environment or sets the
 * clock to another time within a day.
 */
export function disturbances(deployment: Deployment) {
  return async (clients: readonly Client[], random: Random): Promise<void> => {
    if (random.chance(0.01)) return redeploy(deployment);
    if (random.chance(0.05)) return setClock(random.between(-DAY_MS / 2, DAY_MS / 2));
    if (random.chance(0.05)) return changeEnvironment(deployment, random);
    random.pick(clients).breakOff();
  };
}

/** Pushes the fixture app again: every live query is run anew, in new contexts. */
export async function redeploy(deployment: Deployment): Promise<void> {
  const started = await deployment.admin("/api/deploy2/start_push", await fixturePush());
  const finished = await deployment.admin("/api/deploy2/finish_push", { startPush: await started.json() });
  if (!finished.ok) throw new Error(`The push failed: ${await finished.text()}`);
}

/** Sets the clock of the wall, which server and clients share here, until the test ends. */
function setClock(offsetMs: number): void {
  Date.now = () => realNow() + offsetMs;
  onTestFinished(() => {
    Date.now = realNow;
  });
}

async function changeEnvironment(deployment: Deployment, random: Random): Promise<void> {
  const changes = [{ name: "GREETING", value: String(random.between(0, 9)) }];
  const answer = await deployment.admin("/api/update_environment_variables", { changes });
  if (!answer.ok) throw new Error(`The change failed: ${await answer.text()}`);
}
