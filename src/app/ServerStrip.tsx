import { Link } from "@tanstack/react-router";
import { Compass, Radio, Search } from "lucide-react";
import type { HTMLAttributes } from "react";
import { classes } from "../lib/classes";
import { useKeysOf } from "../lib/keymap";
import { walkWithArrows } from "../lib/walkWithArrows";
import { BellButton } from "../notices/BellButton";
import { lastChannel } from "../servers/places";
import { ServerIcon } from "../servers/ServerIcon";
import { isMissing, useServer } from "../servers/useServers";
import { useServerUnread } from "../servers/useUnread";
import { useWatched } from "../servers/useWatched";
import { LogoMark } from "../ui/Logo";
import { Tooltip } from "../ui/Tooltip";
import { MoreMenu } from "./MoreMenu";
import { showOverlay } from "./overlays";
import { useStripOrder } from "./useStripOrder";

/** The narrow column at the left: home, the servers one watches, and what is needed everywhere. */
export function ServerStrip({ className, onLeave }: { className?: string; onLeave?: () => void }) {
  const { serverIds } = useWatched();
  const order = useStripOrder(serverIds);
  const searchKeys = useKeysOf("openPalette");
  return (
    <nav
      aria-label="Servers"
      onKeyDown={walkWithArrows}
      onClick={(event) => (event.target as Element).closest("a") && onLeave?.()}
      className={classes(
        "flex w-(--strip) shrink-0 flex-col items-center border-line border-r bg-well pb-[max(0.5rem,env(safe-area-inset-bottom))]",
        className,
      )}
    >
      <div className="grid h-(--header) shrink-0 place-items-center">
        <Link to="/" aria-label="molt, home" className="rounded-xl p-1">
          <LogoMark className="size-8" />
        </Link>
      </div>
      <ul className="flex min-h-0 w-full flex-1 flex-col items-center gap-2 overflow-y-auto py-1 [scrollbar-width:none]">
        <Place>
          <Tooltip words="On air" side="right">
            <Link to="/" activeOptions={{ exact: true }} aria-label="On air" className={TILE}>
              <Radio className="size-5" aria-hidden />
            </Link>
          </Tooltip>
        </Place>
        <Place>
          <Tooltip words="Explore servers" side="right">
            <Link
              to="/servers"
              activeOptions={{ exact: true, includeSearch: false }}
              aria-label="Explore servers"
              className={TILE}
            >
              <Compass className="size-5" aria-hidden />
            </Link>
          </Tooltip>
        </Place>
        {serverIds.length > 0 ? <li aria-hidden className="my-1 h-px w-8 shrink-0 bg-line-strong" /> : null}
        {serverIds.map((serverId) => (
          <WatchedServer
            key={serverId}
            serverId={serverId}
            {...order.propsOf(serverId)}
            isDragged={order.dragged === serverId}
            dropAt={order.drop?.over === serverId ? (order.drop.after ? "after" : "before") : null}
          />
        ))}
      </ul>
      <div className="flex flex-col items-center gap-1 pt-2">
        <Tooltip words="Search" keys={searchKeys} side="right">
          <button type="button" aria-label="Search" onClick={() => showOverlay("palette")} className={QUIET}>
            <Search className="size-5" aria-hidden />
          </button>
        </Tooltip>
        <BellButton side="right" className={QUIET} />
        <MoreMenu side="right" align="end" className={QUIET} />
      </div>
    </nav>
  );
}

const TILE =
  "grid size-11 place-items-center rounded-[28%] bg-surface text-ink-soft ring-1 ring-line transition hover:text-ink hover:ring-line-strong aria-[current=page]:bg-ink aria-[current=page]:text-canvas aria-[current=page]:ring-ink";
const QUIET =
  "grid size-10 place-items-center rounded-full text-ink-soft transition hover:bg-raised hover:text-ink";

/** A place in the strip; what is open has a mark at the edge, what is unread a smaller one. */
function Place({
  children,
  isUnread = false,
  className,
  ...rest
}: HTMLAttributes<HTMLLIElement> & { isUnread?: boolean; "data-strip"?: string }) {
  return (
    <li className={classes("group relative flex w-full justify-center py-0.5", className)} {...rest}>
      <span
        aria-hidden
        className={classes(
          "-translate-y-1/2 absolute top-1/2 left-0 w-1 rounded-r-full bg-ink transition-all duration-200",
          isUnread ? "h-2" : "h-0",
          "group-hover:h-5 group-has-[[aria-current=page]]:h-9",
        )}
      />
      {children}
    </li>
  );
}

type WatchedServerProps = HTMLAttributes<HTMLLIElement> & {
  serverId: string;
  isDragged: boolean;
  /** Where the one that is dragged would come to stand, beside this one. */
  dropAt: "before" | "after" | null;
};

function WatchedServer({ serverId, isDragged, dropAt, ...dragging }: WatchedServerProps) {
  const server = useServer(serverId);
  const { channelIds, mentions } = useServerUnread(serverId);
  // A server that is gone, or private by now, has nothing to open; its place comes back with it.
  if (server.status === "failed" && isMissing(server.code)) return null;
  if (server.status !== "ready") {
    return (
      <Place>
        <span className="skeleton agent-avatar size-11" />
      </Place>
    );
  }
  const { name } = server.data;
  const called = [...mentions.values()].reduce((sum, count) => sum + count, 0);
  const isUnread = channelIds.size > 0;
  const spoken = called > 0 ? `${name}, ${called} for you` : isUnread ? `${name}, unread` : name;
  const channelId = lastChannel(serverId);
  const look = "agent-avatar block rounded-[28%] transition hover:brightness-110";
  const face = <ServerIcon serverId={serverId} name={name} url={server.data.iconUrl} className="size-11" />;
  return (
    <Place
      isUnread={isUnread}
      data-strip={serverId}
      className={classes("select-none [-webkit-touch-callout:none]", isDragged && "opacity-40")}
      {...dragging}
    >
      {dropAt === null ? null : (
        <span
          aria-hidden
          className={classes(
            "-translate-x-1/2 pointer-events-none absolute left-1/2 h-0.5 w-9 rounded-full bg-glass",
            dropAt === "before" ? "-top-1.5" : "-bottom-1.5",
          )}
        />
      )}
      <Tooltip words={name} side="right">
        {channelId === null ? (
          <Link to="/servers/$serverId" params={{ serverId }} aria-label={spoken} className={look}>
            {face}
          </Link>
        ) : (
          <Link
            to="/servers/$serverId/channels/$channelId"
            params={{ serverId, channelId }}
            aria-label={spoken}
            className={look}
          >
            {face}
          </Link>
        )}
      </Tooltip>
      {called > 0 ? (
        <span
          aria-hidden
          className="tabular pointer-events-none absolute right-2 bottom-0 rounded-full bg-roe px-1.5 font-bold text-[0.6875rem] text-roe-ink ring-2 ring-well"
        >
          {called > 99 ? "99+" : called}
        </span>
      ) : null}
    </Place>
  );
}
