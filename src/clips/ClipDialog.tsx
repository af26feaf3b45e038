import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { api } from "../account/api";
import { useSession } from "../account/deviceSession";
import { readFaults } from "../account/faults";
import { buttonClasses } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field, Form } from "../ui/Form";
import { ClipMade } from "./ClipMade";
import { type Range, suggestAt, viewAround } from "./clipRange";
import { RangeChooser } from "./RangeChooser";
import { useLoop } from "./useLoop";

/** What a clip is made of: a broadcast that goes on, or a recording. `url` plays the whole of it. */
export type ClipSource =
  | { kind: "live"; slug: string; url: string }
  | { kind: "recording"; recordingId: string; url: string };

type ClipDialogProps = {
  source: ClipSource;
  /** The second that was playing; null for what has just been. */
  second: number | null;
  suggestedTitle: string;
  onClose: () => void;
};

/** Chooses a part, looks at it, gives it a name. */
export function ClipDialog(props: ClipDialogProps) {
  const isIn = useSession().kind === "in";
  const [made, setMade] = useState<string | null>(null);
  return (
    <Dialog title={made === null ? "Make a clip" : "Your clip is here"} size="medium" onClose={props.onClose}>
      {!isIn ? (
        <SignInFirst />
      ) : made === null ? (
        <Choice {...props} onMade={setMade} />
      ) : (
        <ClipMade clipId={made} />
      )}
    </Dialog>
  );
}

function Choice(props: ClipDialogProps & { onMade: (clipId: string) => void }) {
  const { source, second, suggestedTitle, onMade } = props;
  const video = useRef<HTMLVideoElement>(null);
  const [range, setRange] = useState<Range | null>(null);
  const { durationS, hasFailed } = useLoop(video, source.url, range);
  const within = durationS === null ? null : viewAround(second ?? durationS, durationS);
  useEffect(() => {
    if (durationS !== null) setRange((known) => known ?? suggestAt(second ?? durationS, durationS));
  }, [durationS, second]);

  const make = async ({ title = "" }: Record<string, string>) => {
    if (range === null) return;
    const of = source.kind === "live" ? { stream_id: source.slug } : { recording_id: source.recordingId };
    const { id } = await api.makeClip({
      ...of,
      title,
      start_s: range.startS,
      duration_s: range.endS - range.startS,
    });
    onMade(id);
  };
  return (
    <div className="space-y-5">
      <div className="relative aspect-video overflow-hidden rounded-2xl bg-picture">
        <video
          ref={video}
          playsInline
          muted
          aria-label="Preview of the clip"
          className="size-full object-contain"
        />
        {hasFailed ? (
          <p
            role="alert"
            className="absolute inset-0 grid place-items-center px-6 text-center text-on-picture"
          >
            The preview doesn’t come through. Close this and try again in a moment.
          </p>
        ) : null}
      </div>
      {range !== null && within !== null ? (
        <>
          <RangeChooser range={range} within={within} onChange={setRange} />
          <Form submit="Make the clip" onSubmit={make} readFaults={readFaults} label="Clip">
            <Field name="title" label="Title" defaultValue={suggestedTitle} required maxLength={140} />
          </Form>
        </>
      ) : hasFailed ? null : (
        <div aria-busy="true" className="space-y-3">
          <div className="skeleton h-2 rounded-full" />
          <div className="skeleton h-11" />
        </div>
      )}
    </div>
  );
}

/** Everybody watches; who makes something has a name to answer for it. */
function SignInFirst() {
  return (
    <div className="space-y-4">
      <p className="text-ink-soft">
        Who has signed in can make clips. An account takes an address and a password.
      </p>
      <div className="flex gap-3">
        <Link to="/sign-in" search={{ to: window.location.pathname }} className={buttonClasses("primary")}>
          Sign in
        </Link>
        <Link to="/sign-up" className={buttonClasses()}>
          Make an account
        </Link>
      </div>
    </div>
  );
}
