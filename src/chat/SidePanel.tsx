import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../ui/Button";

/**
 * Something about the channel, at the right of its messages; on a phone over all of them. Escape closes it. `head` stands
 * beside the cross.
 */
export function SidePanel(props: {
  as?: "search" | "section";
  label: string;
  closeLabel: string;
  head: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const Frame = props.as ?? "section";
  return (
    <Frame
      aria-label={props.label}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        props.onClose();
      }}
      className="absolute inset-y-0 right-0 z-20 flex w-96 max-w-full max-sm:w-full animate-arrive flex-col border-line border-l bg-surface shadow-lift"
    >
      <div className="flex items-center gap-1 border-line border-b p-2">
        {props.head}
        <IconButton label={props.closeLabel} onClick={props.onClose}>
          <X className="size-4.5" />
        </IconButton>
      </div>
      <div aria-live="polite" className="min-h-0 flex-1 overflow-y-auto p-2">
        {props.children}
      </div>
    </Frame>
  );
}

/** The shape of messages that come. */
export function ExcerptSkeleton() {
  return (
    <div aria-busy="true" className="space-y-4 p-3">
      {["w-3/4", "w-1/2", "w-2/3"].map((width) => (
        <div key={width} className={`skeleton h-9 ${width}`} />
      ))}
    </div>
  );
}
