import { useNavigate } from "@tanstack/react-router";
import { formatAgo, formatDay, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { ConfirmButton } from "../ui/ConfirmButton";
import { FailedNotice } from "../ui/Notice";
import { api } from "./api";
import { session } from "./deviceSession";
import { wordsOf } from "./faults";
import { Rows, RowsSkeleton, SectionCard } from "./SectionCard";
import { useAsked } from "./useAsked";

/** Where one is signed in, and a way to end each of them, or all at once. */
export function SignInsSection() {
  const signIns = useAsked("logins", async () => (await api.listLogins()).data);
  const navigate = useNavigate();
  const now = useNow(30_000);
  const end = async (id: string) => {
    await api.endLogin({ id });
    signIns.again();
  };
  const endAll = async () => {
    await api.logOut({ all: true });
    await navigate({ to: "/" });
    session.end();
  };
  return (
    <SectionCard
      title="Sign-ins"
      about="Ending one refuses it from the next request on."
      actions={
        <ConfirmButton
          size="small"
          label="Sign out everywhere"
          title="Sign out everywhere?"
          confirm="Sign out"
          onConfirm={endAll}
          wordsOf={wordsOf}
        >
          <p>Every browser and program that is signed in as you, this one included, has to sign in again.</p>
        </ConfirmButton>
      }
    >
      {signIns.status === "loading" ? <RowsSkeleton /> : null}
      {signIns.status === "failed" ? <FailedNotice what="Your sign-ins" onRetry={signIns.retry} /> : null}
      {signIns.status === "ready" ? (
        <Rows label="Sign-ins">
          {signIns.data.map(({ id, client, current, created_at, last_used_at }) => {
            const [begun, used] = [Date.parse(created_at), Date.parse(last_used_at)];
            return (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3.5 last:pb-0"
              >
                <div className="min-w-0 text-sm">
                  <p className="break-words font-[610]">
                    {client === "" ? "Unknown client" : client}
                    {current ? <span className="ml-2 font-medium text-glass text-xs">this one</span> : null}
                  </p>
                  <p className="text-ink-soft text-xs">
                    since <time title={formatMoment(begun)}>{formatDay(begun, now)}</time> ·{" "}
                    <time title={formatMoment(used)}>used {formatAgo(used, now)}</time>
                  </p>
                </div>
                {current ? null : (
                  <ConfirmButton
                    size="small"
                    label="End it"
                    spokenLabel={`End the sign-in of ${client || "an unknown client"}`}
                    title="End this sign-in?"
                    confirm="End it"
                    onConfirm={() => end(id)}
                    wordsOf={wordsOf}
                  >
                    <p>Whoever uses it has to sign in again.</p>
                  </ConfirmButton>
                )}
              </li>
            );
          })}
        </Rows>
      ) : null}
    </SectionCard>
  );
}
