import type { api } from "../account/api";

type Settings = Omit<Parameters<typeof api.changeStream>[0], "stream_id">;

/** The fields of the form as the API takes them. Numbers that are none go as they are, so that the API says so. */
export function readSettings(values: Record<string, string>): Settings {
  const {
    tags = "",
    record,
    replay_visibility,
    retention_days = "",
    reconnect_window_s = "",
    embed_origins = "",
    ...same
  } = values;
  const days = retention_days.trim();
  const origins = listOf(embed_origins, /\s+/);
  return {
    ...(same as Settings),
    tags: listOf(tags, ","),
    replay_visibility: (replay_visibility || null) as Settings["replay_visibility"],
    record: record === "yes",
    retention_days: days === "" ? null : numberOf(days),
    reconnect_window_s: numberOf(reconnect_window_s.trim()),
    embed_origins: origins.length === 0 ? null : origins,
  };
}

const listOf = (text: string, between: string | RegExp) =>
  text
    .split(between)
    .map((part) => part.trim().replace(/^#/, ""))
    .filter((part) => part !== "");

const numberOf = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : (text as unknown as number));
