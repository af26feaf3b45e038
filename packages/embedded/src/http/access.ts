import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { writeLastingFile } from "../store/lasting.ts";
import { HttpError } from "./body.ts";

/**
 * The key that opens the administration of a deployment. It is made at the first start and lies in the data
 * folder, readable by its owner alone.
 */
export class AdminKey {
  private readonly hash: Buffer;

  private constructor(readonly value: string) {
    this.hash = sha256(value);
  }

  static load(dir: string): AdminKey {
    const file = join(dir, "admin.key");
    // An empty file must not become an empty key, which anybody could give.
    if (!existsSync(file) || readFileSync(file, "utf8").trim() === "")
      writeLastingFile(file, `${AdminKey.random().value}\n`);
    chmodSync(file, 0o600);
    return new AdminKey(readFileSync(file, "utf8").trim());
  }

  /** A key for a deployment that keeps nothing. */
  static random(): AdminKey {
    return new AdminKey(`molt|${randomBytes(32).toString("hex")}`);
  }

  /** Compares in constant time; an impersonated identity may follow the key after a colon. */
  readonly matches = (given: string): boolean => timingSafeEqual(sha256(given.split(":")[0]!), this.hash);

  /** Throws 401 unless the request carries `Authorization: Convex <key>` or the key in its body. */
  require(request: IncomingMessage, body?: { adminKey?: unknown }): void {
    const header = /^Convex (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const given = header ?? (typeof body?.adminKey === "string" ? body.adminKey : null);
    if (given === null || !this.matches(given))
      throw new HttpError(401, "BadDeployKey", "The provided deploy key was invalid for this deployment.");
  }
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
