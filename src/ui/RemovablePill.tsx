import { X } from "lucide-react";
import { Button } from "./Button";

/** Something that narrows a listing, and goes with a press. Its words come from an address, so they may have any length. */
export function RemovablePill(props: { words: string; label: string; onRemove: () => void }) {
  return (
    <Button size="small" aria-label={props.label} onClick={props.onRemove} className="max-w-full border-ink">
      <bdi className="min-w-0 truncate">{props.words}</bdi>
      <X className="size-3.5 shrink-0" aria-hidden />
    </Button>
  );
}
