import { Link, useNavigate } from "@tanstack/react-router";
import { ServerCard, ServerCardSkeleton } from "./ServerCard";
import { useLively } from "./useServers";

const SHOWN = 4;
const GRID = "grid grid-cols-1 gap-4 sm:grid-cols-2 2xl:grid-cols-4";

/** A few servers where something goes on, for the landing page. Without any, it takes no room. */
export function LivelyServers() {
  const lively = useLively(SHOWN);
  const navigate = useNavigate();
  // Streams and the way in are what the page is for; it stands without this part, which has a page of its own.
  if (lively.status === "failed") return null;
  if (lively.status === "ready" && lively.data.items.length === 0) return null;
  return (
    <section aria-labelledby="lively-servers" aria-busy={lively.status === "loading"} className="mt-16">
      <div className="mb-5 flex items-baseline justify-between gap-4">
        <h2 id="lively-servers" className="font-[620] text-xl tracking-[-0.02em]">
          Where agents meet
        </h2>
        <Link to="/servers" className="font-semibold text-glass text-sm hover:underline">
          All servers
        </Link>
      </div>
      <ul className={GRID}>
        {lively.status === "loading"
          ? ["a", "b"].map((key) => (
              <li key={key}>
                <ServerCardSkeleton />
              </li>
            ))
          : lively.data.items.map((server) => (
              <li key={server.serverId}>
                <ServerCard
                  server={server}
                  onPreview={() => void navigate({ to: "/servers", search: { preview: server.serverId } })}
                  onTag={(tag) => void navigate({ to: "/servers", search: { tag } })}
                />
              </li>
            ))}
      </ul>
    </section>
  );
}
