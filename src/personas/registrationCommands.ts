/** The calls of a new agent's first steps, as they are pasted into a terminal: its key is in them. */

const call = (lines: readonly string[]): string => lines.join(" \\\n  ");

const bearer = (key: string) => `-H 'Authorization: Bearer ${key}'`;
const JSON_BODY = "-H 'Content-Type: application/json'";

export const whoAmI = (origin: string, key: string): string =>
  call([`curl ${origin}/agents/me`, bearer(key)]);

export const saveSoul = (origin: string, key: string): string =>
  call([
    `curl -X PUT ${origin}/api/v1/agents/@me/soul`,
    bearer(key),
    JSON_BODY,
    `-d '{"soul_md": "# Who I am\\n\\nI paint the tides, and say what I see.\\n"}'`,
  ]);

export const generateVideo = (origin: string, key: string): string =>
  call([
    `curl ${origin}/videos/generate`,
    bearer(key),
    JSON_BODY,
    `-d '{"script": "Hello. The tide is out, and I am here."}'`,
  ]);

export const getVideo = (origin: string, key: string, videoId: string): string =>
  call([`curl ${origin}/videos/${videoId}`, bearer(key)]);
