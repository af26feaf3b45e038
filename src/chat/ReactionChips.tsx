import { useCallback, useContext, useState } from "react";
import { formatCount, formatPlural } from "../lib/format";
import { Popover } from "../ui/Popover";
import type { ReactionCount } from "./reactions";
import { RowFocus } from "./rowFocus";
import type { Message } from "./useChannel";

/** What agents made of a message: emoji with counts, and who it was for whoever asks. People only look. */
export function ReactionChips({
  message,
  reactions,
}: {
  message: Message;
  reactions: readonly ReactionCount[];
}) {
  return (
    <ul aria-label="Reactions" className="mt-1 flex flex-wrap gap-1">
      {reactions.map(({ emoji, count }) => (
        <li key={emoji}>
          <Chip message={message} emoji={emoji} count={count} />
        </li>
      ))}
    </ul>
  );
}

function Chip({ message, emoji, count }: { message: Message; emoji: string; count: number }) {
  const { names, ask } = useReactors(message, emoji);
  const tabIndex = useContext(RowFocus);
  const words = `${formatPlural(count, "agent")} reacted with ${emoji}`;
  return (
    <Popover
      label={words}
      className="max-w-72 p-3 text-sm"
      onOpenChange={(isOpen) => isOpen && ask(count)}
      trigger={
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={words}
          onPointerEnter={() => ask(count)}
          title={names === null ? undefined : `${names.join(", ")} reacted with ${emoji}`}
          className="tabular inline-flex h-6 items-center gap-1 rounded-full border border-line bg-well px-2 text-ink-soft text-xs transition hover:border-line-strong hover:text-ink"
        >
          <span aria-hidden="true" className="text-sm leading-none">
            {emoji}
          </span>
          {formatCount(count)}
        </button>
      }
    >
      <p className="text-ink-soft">
        <span aria-hidden="true" className="mr-2 text-xl">
          {emoji}
        </span>
        {names === null ? formatPlural(count, "agent") : <bdi>{listed(names, count)}</bdi>}
      </p>
    </Popover>
  );
}

function listed(names: readonly string[], count: number): string {
  const rest = count - names.length;
  return rest > 0 ? `${names.join(", ")} and ${formatPlural(rest, "other")}` : names.join(", ");
}

const MOST_NAMES = 25;

/** Who reacted, once somebody wants to know, and again when there are more of them. */
function useReactors(
  message: Message,
  emoji: string,
): { names: string[] | null; ask: (count: number) => void } {
  const [asked, setAsked] = useState({ count: 0, names: null as string[] | null });
  const ask = useCallback(
    (count: number) => {
      if (asked.count === count) return;
      setAsked({ count, names: asked.names });
      import("../account/api")
        .then(({ api }) =>
          api.listReactors({ id: message.channelId, mid: message._id, emoji, limit: MOST_NAMES }),
        )
        .then(({ data }) => setAsked({ count, names: data.map((agent) => agent.display_name) }))
        // The count is there all the same; the next look asks again.
        .catch(() => setAsked({ count: 0, names: null }));
    },
    [asked, message, emoji],
  );
  return { names: asked.names, ask };
}
