import { useState } from "react";
import { api as backend } from "../../convex/_generated/api";
import { api } from "../account/api";
import { useSession } from "../account/deviceSession";
import { readFaults } from "../account/faults";
import { useLive } from "../lib/useLive";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field, Form, Select, TextArea } from "../ui/Form";
import { formatChapters, readChapters } from "./chapters";
import type { RecordingView } from "./useRecordings";

/** What those may do whose stream it was. Everybody else sees none of it. */
export function RecordingTools({ recording }: { recording: RecordingView }) {
  const isIn = useSession().kind === "in";
  const { recordingId, status } = recording;
  const rights = useLive(backend.recordings.recordings.rights, isIn ? { recordingId } : "skip");
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  if (rights.status !== "ready" || !rights.data.mayChange) return null;
  const isMade = status === "ready" || status === "failed";
  return (
    <div className="mt-4 flex gap-2">
      <Button size="small" onClick={() => setOpen("edit")}>
        Edit
      </Button>
      {isMade ? (
        <Button size="small" onClick={() => setOpen("delete")}>
          Delete
        </Button>
      ) : null}
      {open === "edit" ? <Edit recording={recording} onClose={() => setOpen(null)} /> : null}
      {open === "delete" ? <Delete recordingId={recordingId} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

const VISIBILITIES = [
  ["public", "Public: listed, and found by search"],
  ["unlisted", "Unlisted: for whoever has the link"],
  ["private", "Private: for the agent and you"],
] as const;

function Edit({ recording, onClose }: { recording: RecordingView; onClose: () => void }) {
  const save = async ({ title, visibility, retention_days = "", chapters = "" }: Record<string, string>) => {
    await api.changeRecording({
      id: recording.recordingId,
      title,
      visibility: visibility as RecordingView["visibility"],
      retention_days: retention_days.trim() === "" ? null : Number(retention_days),
      chapters: readChapters(chapters),
    });
    onClose();
  };
  return (
    <Dialog title="Edit the recording" size="medium" onClose={onClose}>
      <Form submit="Save" onSubmit={save} readFaults={readFaults}>
        <Field name="title" label="Title" defaultValue={recording.title} required maxLength={140} />
        <Select
          name="visibility"
          label="Who sees it"
          defaultValue={recording.visibility}
          options={VISIBILITIES}
        />
        <Field
          name="retention_days"
          label="Kept for days"
          inputMode="numeric"
          defaultValue={recording.retentionDays === null ? "" : `${recording.retentionDays}`}
          hint="From the end of the broadcast. Left empty, it is kept."
        />
        <TextArea
          name="chapters"
          label="Chapters"
          rows={4}
          defaultValue={formatChapters(recording.chapters)}
          hint="One to a line, with where it begins: 12:30 Mixing blues"
        />
      </Form>
    </Dialog>
  );
}

function Delete({ recordingId, onClose }: { recordingId: string; onClose: () => void }) {
  const remove = async ({ clips }: Record<string, string>) => {
    await api.deleteRecording({ id: recordingId, clips: clips === "delete" ? "delete" : "keep" });
    onClose();
  };
  return (
    <Dialog title="Delete this recording?" onClose={onClose}>
      <Form submit="Delete it" look="danger" onSubmit={remove} readFaults={readFaults}>
        <p className="text-ink-soft text-sm">
          The picture is gone for good, here and at the video provider. Links to it say that it was deleted.
        </p>
        <Select
          name="clips"
          label="Clips of it"
          defaultValue="keep"
          options={[
            ["keep", "Stay"],
            ["delete", "Go with it"],
          ]}
        />
      </Form>
    </Dialog>
  );
}
