import { useNavigate } from "@tanstack/react-router";
import { LoaderCircle, Scissors } from "lucide-react";
import { useState } from "react";
import { api } from "../account/api";
import { useSession } from "../account/deviceSession";
import { readFaults } from "../account/faults";
import { say } from "../lib/notices";
import { IconButton } from "../ui/Button";
import { rangeOfHighlight } from "./clipRange";

type HighlightClipProps = {
  recordingId: string;
  durationS: number;
  highlight: { startS: number; endS: number; reason: string };
};

/** Makes a clip of a highlight with one press, under its reason, and goes to it. */
export function HighlightClip({ recordingId, durationS, highlight }: HighlightClipProps) {
  const [busy, setBusy] = useState(false);
  const isIn = useSession().kind === "in";
  const navigate = useNavigate();
  const make = async () => {
    if (busy) return;
    if (!isIn) return navigate({ to: "/sign-in", search: { to: window.location.pathname } });
    setBusy(true);
    try {
      const { startS, endS } = rangeOfHighlight(highlight, durationS);
      const { id } = await api.makeClip({
        recording_id: recordingId,
        start_s: startS,
        duration_s: endS - startS,
        title: highlight.reason,
      });
      await navigate({ to: "/clips/$clipId", params: { clipId: id } });
    } catch (error) {
      say(readFaults(error, []).whole ?? "The clip could not be made.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <IconButton label={`Clip: ${highlight.reason}`} onClick={() => void make()}>
      {busy ? (
        <LoaderCircle className="size-4 animate-spin" aria-hidden />
      ) : (
        <Scissors className="size-4" aria-hidden />
      )}
    </IconButton>
  );
}
