import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Molt } from "./aMolt.ts";

/** The newest mail to an address, or null: the stand-in for the mail service leaves each as a file. */
export async function newestMailTo({ settings }: Molt, address: string): Promise<string | null> {
  const folder = join(settings.dataDir, "outbox");
  const names = await readdir(folder).catch(() => []);
  for (const name of names.sort().reverse()) {
    const text = name.endsWith(".txt") ? await readFile(join(folder, name), "utf8") : "";
    if (text.includes(`To: ${address}\n`)) return text;
  }
  return null;
}

/** The code in a mail: three groups of four. */
export const codeIn = (mail: string | null): string | null =>
  /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(mail ?? "")?.[0] ?? null;

export const linkIn = (mail: string | null): string | null =>
  /https?:\S+#code=\S+/.exec(mail ?? "")?.[0] ?? null;
