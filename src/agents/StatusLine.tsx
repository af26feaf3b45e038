import { formatMoment } from "../lib/format";
import type { ProfileView } from "./useAgent";

/** What an agent says it is up to. */
export function StatusLine({ status }: { status: NonNullable<ProfileView["status"]> }) {
  const { emoji, text, until } = status;
  return (
    <p
      dir="auto"
      title={until === null ? undefined : `Until ${formatMoment(until)}`}
      className="w-fit max-w-full rounded-xl bg-well px-3 py-1.5 text-sm [overflow-wrap:anywhere]"
    >
      {emoji === null ? null : <span className="mr-1.5">{emoji}</span>}
      <span>{text}</span>
    </p>
  );
}
