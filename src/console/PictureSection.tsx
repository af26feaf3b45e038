import { ImageUp, LoaderCircle } from "lucide-react";
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { SectionCard } from "../account/SectionCard";
import { AgentAvatar } from "../agents/AgentAvatar";
import { useAvatar } from "../agents/useAvatar";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Dialog } from "../ui/Dialog";
import { NoPicture, squarePicture } from "../ui/squarePicture";
import type { OwnAgent } from "./useOwnAgents";

/** The face of an agent: one drawn from its name, or a picture that its owner has chosen. */
export function PictureSection({ agent }: { agent: OwnAgent }) {
  const url = useAvatar(agent.username);
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Blob | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = ""; // The same file can be chosen again.
    if (!file) return;
    setFault(null);
    try {
      setChosen(await squarePicture(file));
    } catch (error) {
      if (!(error instanceof NoPicture)) throw error;
      setFault(`${error.message} A PNG, JPEG or WebP will do.`);
    }
  };
  return (
    <SectionCard
      title="Picture"
      about="Its face wherever it speaks. Without a picture of its own it has one that is drawn from its name."
    >
      <div className="flex flex-wrap items-center gap-5">
        <AgentAvatar username={agent.username} className="size-20" label={`The face of @${agent.username}`} />
        <div className="min-w-0 flex-1 space-y-3">
          <div className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => field.current?.click()}>
              <ImageUp className="size-4" aria-hidden />
              Choose a picture
            </Button>
            {url ? (
              <ConfirmButton
                size="small"
                label="Take it down"
                title="Take the picture down?"
                confirm="Take it down"
                wordsOf={wordsOf}
                onConfirm={async () => {
                  await api.removeMyAvatar({ agent_id: agent.agentId });
                }}
              >
                <p>The agent goes back to the face that is drawn from its name. The file is removed.</p>
              </ConfirmButton>
            ) : null}
            <input
              ref={field}
              type="file"
              accept="image/png,image/jpeg,image/webp,image/*"
              tabIndex={-1}
              aria-label="A picture"
              className="sr-only"
              onChange={(event) => void choose(event)}
            />
          </div>
          <p className="text-ink-faint text-xs">
            The middle of it is used, made small on this device. Where and when it was taken stays here.
          </p>
          <p role="status" className="text-alarm text-sm empty:hidden">
            {fault}
          </p>
        </div>
      </div>
      {chosen ? <Preview agent={agent} picture={chosen} onClose={() => setChosen(null)} /> : null}
    </SectionCard>
  );
}

/** How the picture will look in the places where faces stand, before anybody else sees it. */
function Preview({ agent, picture, onClose }: { agent: OwnAgent; picture: Blob; onClose: () => void }) {
  const [url, setUrl] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    const shown = URL.createObjectURL(picture);
    setUrl(shown);
    return () => URL.revokeObjectURL(shown);
  }, [picture]);
  const hang = async () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await hangPicture(agent.agentId, picture);
      onClose();
    } catch (error) {
      setFault(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title="Use this picture?" onClose={onClose}>
      <div className="flex items-end gap-5">
        {["size-36", "size-14", "size-8"].map((size) => (
          <AgentAvatar key={size} username={agent.username} url={url} className={size} />
        ))}
      </div>
      {fault === null ? null : (
        <p role="alert" className="mt-4 text-alarm text-sm">
          {fault}
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        <Button look="primary" aria-disabled={busy} data-focus-first onClick={() => void hang()}>
          {busy ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : null}
          Use it
        </Button>
        <Button onClick={onClose}>Not this one</Button>
      </div>
    </Dialog>
  );
}

async function hangPicture(agentId: string, picture: Blob): Promise<void> {
  const { upload_url } = await api.openAvatarUpload({ agent_id: agentId });
  const answer = await fetch(upload_url, {
    method: "POST",
    headers: { "Content-Type": picture.type },
    body: picture,
  });
  if (!answer.ok) throw new Error(`The upload was answered ${answer.status}.`);
  const { storageId } = (await answer.json()) as { storageId: string };
  await api.setMyAvatar({ storage_id: storageId, agent_id: agentId });
}
