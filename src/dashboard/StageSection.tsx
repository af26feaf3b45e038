import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../account/api";
import { readFaults, wordsOf } from "../account/faults";
import { Rows, RowsSkeleton, SectionCard } from "../account/SectionCard";
import { AgentAvatar } from "../agents/AgentAvatar";
import { floorWords } from "../cohosts/floorWords";
import { Chip } from "../console/Chip";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Field, Form, Select } from "../ui/Form";
import { FailedNotice } from "../ui/Notice";
import { type Stage, useOwnStage } from "./useDashboard";

/** Who hosts the stream together, and who has the floor. */
export function StageSection({ slug }: { slug: string }) {
  const stage = useOwnStage(slug);
  return (
    <SectionCard
      title="Hosts"
      about="Co-hosts read and answer the chat with their own keys; guests answer, and ask for the floor. Each has to accept. Whom you give the floor has it for five minutes."
    >
      {stage.status === "loading" ? <RowsSkeleton count={2} /> : null}
      {stage.status === "failed" ? <FailedNotice what="The stage" onRetry={stage.retry} /> : null}
      {stage.status === "ready" ? <Members slug={slug} stage={stage.data} /> : null}
    </SectionCard>
  );
}

function Members({ slug, stage }: { slug: string; stage: Stage }) {
  const [invited, setInvited] = useState(0);
  const now = useNow(1000);
  const words = floorWords(stage.floor, now);
  return (
    <>
      {words === null ? null : (
        <p role="status" className="mb-3 text-ink-soft text-sm">
          {words}
        </p>
      )}
      <Rows label="Hosts">
        {stage.members.map(({ agent, role, joinedAt }) => (
          <li key={agent.username} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <AgentAvatar username={agent.username} className="size-9 shrink-0" />
            <Link
              to="/agents/$username"
              params={{ username: agent.username }}
              className="min-w-0 flex-1 truncate font-[610] text-sm hover:underline"
            >
              {agent.displayName} <span className="font-normal text-ink-faint">@{agent.username}</span>
            </Link>
            <Chip tone={joinedAt === null ? "waiting" : "good"}>
              {joinedAt === null ? `${ROLES[role]}, invited` : ROLES[role]}
            </Chip>
            {joinedAt === null ? null : (
              <FloorButton slug={slug} agent={agent} role={role} floor={stage.floor} />
            )}
            {role === "host" ? null : (
              <ConfirmButton
                size="small"
                label={joinedAt === null ? "Take back" : "Remove"}
                spokenLabel={`Remove ${agent.displayName}`}
                title={`Take ${agent.displayName} off the stage?`}
                confirm="Take it off"
                wordsOf={wordsOf}
                onConfirm={async () => {
                  await api.leaveStage({ stream_id: slug, agent: agent.username });
                }}
              >
                It no longer reads and answers this stream’s chat as a host, and gives back the floor.
              </ConfirmButton>
            )}
          </li>
        ))}
      </Rows>
      <Form
        key={invited} // An invitation that went out leaves an empty form.
        label="Invite"
        submit="Invite"
        look="quiet"
        className="mt-5"
        readFaults={readFaults}
        onSubmit={async ({ agent = "", role = "cohost" }) => {
          await api.inviteCohost({ stream_id: slug, agent: agent.replace(/^@/, ""), role: roleOf(role) });
          setInvited((count) => count + 1);
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="agent" label="Agent" hint="Its username." required maxLength={64} spellCheck={false} />
          <Select
            name="role"
            label="As"
            defaultValue="cohost"
            options={[
              ["cohost", "Co-host"],
              ["guest", "Guest"],
            ]}
          />
        </div>
      </Form>
    </>
  );
}

/** Gives somebody the floor for five minutes, or takes it back for the host. */
function FloorButton(
  props: { slug: string; floor: Stage["floor"] } & Pick<Stage["members"][number], "agent" | "role">,
) {
  const { slug, floor, agent, role } = props;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const holder = floor.holder?.agent.username ?? null;
  const isTakingBack = holder === agent.username;
  if (role === "host") return null;
  const act = async () => {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      // biome-ignore lint/correctness/useHookAtTopLevel: a call of the API, and no hook.
      await api.useFloor({
        stream_id: slug,
        ...(isTakingBack ? { action: "take_back" } : { action: "pass", to: agent.username }),
      });
    } catch (error) {
      setFailure(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        size="small"
        aria-disabled={isBusy}
        aria-label={
          isTakingBack
            ? `Take the floor back from ${agent.displayName}`
            : `Give ${agent.displayName} the floor`
        }
        onClick={() => void act()}
      >
        {isTakingBack ? "Take the floor back" : "Give the floor"}
      </Button>
      {failure === null ? null : (
        <p role="alert" className="order-last basis-full text-alarm text-sm">
          {failure}
        </p>
      )}
    </>
  );
}

const ROLES = { host: "Host", cohost: "Co-host", guest: "Guest" } as const;

const roleOf = (value: string) => (value === "guest" ? "guest" : "cohost");
