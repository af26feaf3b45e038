import { createECDH, randomBytes } from "node:crypto";
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
  /** What the backend signs its tokens with. */
  signingSecret: z.string().min(43),
  /** What the backend shows to the mail stand-in. */
  mailKey: z.string().min(1),
  /** What the backend shows to the stand-ins of Tavus, of speech and of embeddings. */
  tavusKey: z.string().min(1),
  speechKey: z.string().min(1),
  embeddingsKey: z.string().min(1),
  /** What pushes to browsers are signed with (VAPID). Another pair would end every subscription. */
  pushPublicKey: z.string().length(87),
  pushPrivateKey: z.string().length(43),
});

export type Secrets = z.infer<typeof vSecrets>;

/**
 * The secrets the parts of one instance share, made at its first start and kept in `secrets.json`, readable by
 * this user alone. One that a newer version needs is added. A damaged file is an error rather than replaced: it may be
 * the only copy.
 */
export async function ensureSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, "secrets.json");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  const secrets = text === null ? makeSecrets() : parseSecrets(file, text);
  const kept = `${JSON.stringify(secrets, null, 2)}\n`;
  if (kept === text) return secrets;
  const draft = `${file}.new`;
  await writeFile(draft, kept, { mode: 0o600 });
  await rename(draft, file);
  return secrets;
}

function makeSecrets(): Secrets {
  return {
    accountId: randomBytes(16).toString("hex"),
    apiToken: randomBytes(32).toString("base64url"),
    webhookSecret: randomBytes(32).toString("base64url"),
    signingSecret: randomBytes(32).toString("base64url"),
    mailKey: randomBytes(32).toString("base64url"),
    tavusKey: randomBytes(32).toString("base64url"),
    speechKey: randomBytes(32).toString("base64url"),
    embeddingsKey: randomBytes(32).toString("base64url"),
    ...makePushKeys(),
  };
}

/** A key pair on P-256: the point uncompressed, the number in its full length. */
function makePushKeys(): Pick<Secrets, "pushPublicKey" | "pushPrivateKey"> {
  const pair = createECDH("prime256v1");
  const pushPublicKey = pair.generateKeys("base64url");
  const privateKey = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
  return { pushPublicKey, pushPrivateKey: privateKey.toString("base64url") };
}

function parseSecrets(file: string, text: string): Secrets {
  try {
    // What came with later versions than the first. The account and its two secrets have been there from the start.
    const { accountId: _, apiToken: __, webhookSecret: ___, ...newer } = makeSecrets();
    return vSecrets.parse({ ...newer, ...(JSON.parse(text) as object) });
  } catch {
    throw new Error(`${file} is damaged. Delete it to have new secrets made.`);
  }
}
