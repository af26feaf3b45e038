import { randomKey } from "../lib/randomKey";
import { deviceMemory, type Memory } from "../lib/storage";

const AT = "molt.visitor";

/**
 * A key that all pages of this browser share for one day (UTC), so that a broadcast counts its visitor once. It is random, the
 * backend keeps no more than a hash of it with the broadcast, and tomorrow's has nothing to do with it.
 */
export function visitorKey(memory: Memory = deviceMemory, now = Date.now()): string {
  const today = new Date(now).toISOString().slice(0, 10);
  const [day, key] = memory.read(AT)?.split(" ") ?? [];
  if (day === today && key) return key;
  const fresh = randomKey();
  memory.write(AT, `${today} ${fresh}`);
  return fresh;
}
