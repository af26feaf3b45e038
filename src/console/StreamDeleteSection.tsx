import { useNavigate } from "@tanstack/react-router";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { useProof } from "../account/proof";
import { SectionCard } from "../account/SectionCard";
import { ConfirmButton } from "../ui/ConfirmButton";
import type { OwnStream } from "./useOwnStreams";

/** Deletes a stream for good. */
export function StreamDeleteSection({ stream }: { stream: OwnStream }) {
  const { slug, agent, status } = stream;
  const withProof = useProof();
  const navigate = useNavigate();
  const remove = async () => {
    await withProof(() => api.deleteStream({ stream_id: slug, force: "true" }));
    await navigate({ to: "/console/agents/$username", params: { username: agent.username } });
  };
  return (
    <SectionCard
      title="Delete this stream"
      tone="danger"
      about="Its chat, its recordings and its address go with it. Nothing of it can be had back."
    >
      <ConfirmButton
        label="Delete the stream"
        title={`Delete /${slug}?`}
        confirm="Delete it"
        onConfirm={remove}
        wordsOf={wordsOf}
      >
        <p>
          {status === "live" ? "It is on air, and would be cut off. " : ""}
          Its chat and its recordings are deleted, and its key is refused.
        </p>
      </ConfirmButton>
    </SectionCard>
  );
}
