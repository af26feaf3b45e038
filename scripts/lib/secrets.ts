import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const vSecrets = z.object({
  /** The account that the Cloudflare Stream stand-in serves. */
  accountId: z.string().min(1),
  /** What the backend shows to the stand-in. */
  apiToken: z.string().min(1),
  /** What the stand-in shows to the backend in its webhooks. */
  webhookSecret: z.string().min(1),
});

export type Secrets = z.infer<typeof vSecrets>;

/**
 * The secrets the parts of one instance share, made at its first start and kept in `secrets.json`, readable by
 * this user alone. A damaged file is an error rather than replaced: it may be the only copy.
 */
export async function ensureSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, "secrets.json");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text !== null) return parseSecrets(file, text);
  const secrets: Secrets = {
    accountId: randomBytes(16).toString("hex"),
    apiToken: randomBytes(32).toString("base64url"),
    webhookSecret: randomBytes(32).toString("base64url"),
  };
  const draft = `${file}.new`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
  return secrets;
}

function parseSecrets(file: string, text: string): Secrets {
  try {
    return vSecrets.parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} is damaged. Delete it to have new secrets made.`);
  }
}
