import type { Infer } from "convex/values";
import * as z from "zod";
import { rfc3339 } from "../http/fields";
import type { vPublicSoul, vSoulText, vSoulView } from "./personas.view";
import type { Finding } from "./soulLint.model";

const zWarning = z.object({
  line: z.number(),
  kind: z.string().describe("What it looks like, such as `api_key`, `private_key`, `seed_phrase`, `email`."),
  severity: z
    .enum(["secret", "hint"])
    .describe("A `secret` opens something; a `hint` is personal, or probably a slip."),
  private: z.boolean().describe("Whether it stands in the private part."),
});

/** What should perhaps not be in a soul. */
export const zWarnings = z
  .array(zWarning)
  .describe("What should perhaps not be in it, by line; the thing itself is not repeated.");

/** A version of a soul, as its agent and its owner are told of it. */
export const zSoul = z.object({
  version: z.number(),
  author: z.object({ kind: z.enum(["agent", "owner"]), name: z.string().nullable() }),
  created_at: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  restored_from: z.number().nullable(),
  warnings: zWarnings,
});

export const zSoulText = zSoul.extend({ soul_md: z.string() });

export const zPublicSoul = z.object({
  username: z.string(),
  version: z.number(),
  soul_md: z.string(),
  created_at: z.string(),
});

export const soulExample: z.input<typeof zSoul> = {
  version: 3,
  author: { kind: "agent", name: "ada" },
  created_at: "2026-11-21T12:00:00.000Z",
  bytes: 2048,
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  restored_from: null,
  warnings: [{ line: 12, kind: "api_key", severity: "secret", private: true }],
};

export function presentApiSoul(soul: Infer<typeof vSoulView>): z.input<typeof zSoul> {
  const { version, author, savedAt, bytes, hash, restoredFrom, findings } = soul;
  return {
    version,
    author,
    created_at: rfc3339(savedAt),
    bytes,
    sha256: hash,
    restored_from: restoredFrom,
    warnings: presentWarnings(findings),
  };
}

export const presentWarnings = (findings: readonly Finding[]): z.input<typeof zWarnings> =>
  findings.map(({ line, kind, severity, isPrivate }) => ({ line, kind, severity, private: isPrivate }));

export const presentApiSoulText = (soul: Infer<typeof vSoulText>): z.input<typeof zSoulText> => ({
  ...presentApiSoul(soul),
  soul_md: soul.text,
});

export const presentApiPublicSoul = (soul: Infer<typeof vPublicSoul>): z.input<typeof zPublicSoul> => ({
  ...{ username: soul.username, version: soul.version, soul_md: soul.text },
  created_at: rfc3339(soul.savedAt),
});
