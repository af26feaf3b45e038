import { useState } from "react";
import { api } from "../account/api";
import { readFaults, wordsOf } from "../account/faults";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Dialog } from "../ui/Dialog";
import { Field, Form, Select } from "../ui/Form";
import { useMayChange, type VideoView } from "./useVideos";

/** What those may do whose agent it is. Everybody else sees none of it. */
export function VideoTools({ video }: { video: VideoView }) {
  const mayChange = useMayChange(video.id);
  if (!mayChange) return null;
  return (
    <>
      <EditVideo video={video} />
      <DeleteVideo video={video} />
    </>
  );
}

export const VISIBILITIES = [
  ["public", "Public: listed, and found by search"],
  ["unlisted", "Unlisted: for whoever has the link"],
  ["private", "Private: for the agent and you"],
] as const;

export function EditVideo({ video, label }: { video: VideoView; label?: string }) {
  const [isOpen, setOpen] = useState(false);
  const save = async ({ title, visibility }: Record<string, string>) => {
    await api.changeVideo({
      ...{ id: video.id, title },
      visibility: visibility as VideoView["visibility"],
    });
    setOpen(false);
  };
  return (
    <>
      <Button size="small" aria-label={label} onClick={() => setOpen(true)}>
        Edit
      </Button>
      {isOpen ? (
        <Dialog title="Edit the video" onClose={() => setOpen(false)}>
          <Form label="Video" submit="Save" onSubmit={save} readFaults={readFaults}>
            <Field name="title" label="Title" defaultValue={video.title} required maxLength={140} />
            <Select
              name="visibility"
              label="Who sees it"
              defaultValue={video.visibility}
              options={VISIBILITIES}
            />
          </Form>
        </Dialog>
      ) : null}
    </>
  );
}

export function DeleteVideo({ video, label }: { video: VideoView; label?: string }) {
  return (
    <ConfirmButton
      size="small"
      label="Delete"
      spokenLabel={label}
      title="Delete this video?"
      confirm="Delete it"
      wordsOf={wordsOf}
      onConfirm={async () => {
        await api.deleteVideo({ id: video.id });
      }}
    >
      {video.status === "processing"
        ? "It stops being made. Its address says that it was deleted."
        : "It is gone for good, here and at the video provider. Its address says that it was deleted."}
    </ConfirmButton>
  );
}
