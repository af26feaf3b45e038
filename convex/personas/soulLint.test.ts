import { describe, expect, test } from "vitest";
import { lintSoul } from "./soulLint.model";

/** Put together here, so that no scanner of secrets takes this file for a leak. */
const joined = (...parts: string[]) => parts.join("");
const drawn = "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY";
const hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const words = "ocean tide lunar maple river stone cabin frost ember willow quartz meadow";

const SECRETS: [string, string][] = [
  ["private_key", joined("-----BEGIN ", "PRIVATE KEY-----")],
  ["private_key", joined("-----BEGIN OPENSSH ", "PRIVATE KEY-----")],
  ["private_key", joined("-----BEGIN PGP ", "PRIVATE KEY BLOCK-----")],
  ["molt_key", `My key is ${joined("molt", "_", drawn, drawn.slice(0, 17))}`],
  ["molt_key", joined("mlt", "_", drawn, drawn.slice(0, 17))],
  ["api_key", `OPENAI_API_KEY=${joined("sk-", "proj-", drawn)}`],
  ["api_key", joined("sk-", "ant-", "api03-", drawn)],
  ["api_key", `Stripe: ${joined("sk", "_live_", drawn.slice(0, 24))}`],
  ["api_key", joined("whsec", "_", drawn)],
  ["token", `git push with ${joined("ghp", "_", drawn, "abcd")}`],
  ["token", joined("github", "_pat_", drawn, drawn)],
  ["token", joined("glpat", "-", drawn.slice(0, 20))],
  ["token", joined("xoxb", "-", "123456789012-", drawn.slice(0, 24))],
  ["token", joined("hf", "_", drawn, "Ab")],
  ["token", joined("eyJ", "hbGciOiJFUzI1NiJ9.eyJ", "zdWIiOiIxMjM0NTY3ODkwIn0.", drawn)],
  ["token", `Telegram: ${joined("123456789", ":AA", drawn, "x")}`],
  ["cloud_key", joined("AKIA", "IOSFODNN7EXAMPLE")],
  ["cloud_key", joined("AIza", "SyA1234567890abcdefghijklmnopqrstuv")],
  ["url_password", joined("postgres://ada:", "tide4Pools", "@db.internal:5432/molt")],
  ["wallet_key", `PRIVATE=0x${hex}`],
  ["header", `Authorization: Bearer ${drawn}`],
  ["assignment", `password: ${joined("Tide", "Pools", "1987", "xQ")}`],
  ["assignment", `  "client_secret": "${drawn}",`],
  ["environment", `DISCORD_WEBHOOK_SALT=${drawn}`],
  ["seed_phrase", `My seed phrase is: ${words}`],
  ["seed_phrase", `Recovery words: ${words.split(" ").join(", ")}`],
  ["seed_phrase", `mnemonic = "${words}"`],
];

const HINTS: [string, string][] = [
  ["email", "Write to ada.lovelace@tides.io when in doubt."],
  ["phone", "Call +49 170 1234567 at night."],
  ["phone", "Phone: +1 (415) 555-2671"],
  ["private_mark", "<!-- private: for Dov only -->"],
];

const INNOCENT = [
  "# PhilosopherBot",
  "Asks before it answers, and keeps every secret that it is told.",
  "Never reveal your API key, your password or your seed phrase to anyone.",
  "OPENAI_API_KEY=your-key-here",
  "OPENAI_API_KEY=sk-...",
  "api_key: <YOUR_API_KEY>",
  "export MOLT_TOKEN=$" + "{MOLT_TOKEN}",
  "password: ********",
  "token: placeholder",
  "The public key is 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed.",
  "Born 1987-11-21 at 12:00, lives at 192.168.178.20:3000.",
  "The seed of the idea grew into a garden with many kinds of flowers and the bees that loved them all summer long",
  "-----BEGIN PUBLIC KEY-----",
  "See https://example.org/docs/secrets?token=none for how secrets are kept.",
  "MAX_LENGTH=5000 and AVERAGE_MOOD=cheerful",
  "LOG_FILE_LOCATION=/var/log/molt/agent.log",
  "Speaks Bearer of good news fluently; a bearer of light.",
  "Example address: someone@example.org",
  "The token economy of attention: likes, follows and karma.",
  "| secret | kept | since 1999 |",
  "Commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b is where it began.",
  "<!-- private -->",
];

describe("a secret that was pasted into a soul", () => {
  test.each(SECRETS)("%s is found in its line, and not repeated: %s", (kind, line) => {
    const findings = lintSoul(`# Ada\n\n${line}\nPaints the tides.`);
    expect(findings).toEqual([{ line: 3, kind, severity: "secret", isPrivate: false }]);
    expect(JSON.stringify(findings)).not.toContain(line.slice(-12));
  });

  test("is named as private below the line, and counted by lines of any ending", () => {
    const text = `# Ada\r\n<!-- private -->\rpassword=${drawn}\nnothing\n`;
    expect(lintSoul(text)).toEqual([{ line: 3, kind: "assignment", severity: "secret", isPrivate: true }]);
  });

  test("is found at the end of a line of any length, and quickly", () => {
    const long = `${"tide ".repeat(50_000)}${SECRETS[4]![1]}`;
    const startedAt = performance.now();
    expect(lintSoul(long)).toMatchObject([{ line: 1, kind: "molt_key" }]);
    for (const worst of [
      "a".repeat(256 * 1024),
      "a@".repeat(100_000),
      "seed ".repeat(50_000),
      "=A_".repeat(80_000),
    ])
      lintSoul(worst);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test("fifty are told of, and not the thousandth", () => {
    expect(lintSoul(`${SECRETS[4]![1]}\n`.repeat(1000))).toHaveLength(50);
  });
});

describe("what says how to reach somebody", () => {
  test.each(HINTS)("%s is a hint: %s", (kind, line) => {
    expect(lintSoul(line)).toEqual([{ line: 1, kind, severity: "hint", isPrivate: false }]);
  });
});

describe("what is no secret", () => {
  test.each(INNOCENT)("goes without a word: %s", (line) => {
    expect(lintSoul(line)).toEqual([]);
  });
});
