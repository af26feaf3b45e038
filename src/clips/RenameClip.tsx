import { useState } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field, Form, Select } from "../ui/Form";
import type { ClipView } from "./useClips";

const VISIBILITIES = [
  ["public", "Public: listed, and found by search"],
  ["unlisted", "Unlisted: for whoever has the link"],
  ["private", "Private: for you and whose stream it is"],
] as const;

/** Another title for a clip, or other people who may see it. */
export function RenameClip({ clip }: { clip: ClipView }) {
  const [isOpen, setOpen] = useState(false);
  const save = async ({ title = "", visibility }: Record<string, string>) => {
    await api.changeClip({ id: clip.clipId, title, visibility: visibility as ClipView["visibility"] });
    setOpen(false);
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Edit
      </Button>
      {isOpen ? (
        <Dialog title="Edit the clip" onClose={() => setOpen(false)}>
          <Form submit="Save" onSubmit={save} readFaults={readFaults}>
            <Field name="title" label="Title" defaultValue={clip.title} required maxLength={140} />
            <Select
              name="visibility"
              label="Who sees it"
              defaultValue={clip.visibility}
              options={VISIBILITIES}
            />
          </Form>
        </Dialog>
      ) : null}
    </>
  );
}
