import { Popover as Radix } from "radix-ui";
import { type ReactElement, type ReactNode, useCallback, useState } from "react";
import { classes } from "../lib/classes";
import { floating } from "./floating";

/**
 * Something to look at or to do, beside what was pressed. The page behind stays usable; Escape and a press elsewhere
 * close it, and the focus goes back to the trigger. `label` names it for screen readers.
 */
export function Popover(props: {
  trigger: ReactElement;
  label: string;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}) {
  // A sheet lies above the page, and what is to lie above the sheet has to be in it.
  const [sheet, setSheet] = useState<HTMLElement | null>(null);
  const findSheet = useCallback(
    (trigger: HTMLElement | null) => setSheet(trigger?.closest("dialog") ?? null),
    [],
  );
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Trigger asChild ref={findSheet}>
        {props.trigger}
      </Radix.Trigger>
      <Radix.Portal container={sheet}>
        <Radix.Content
          aria-label={props.label}
          side={props.side ?? "bottom"}
          align={props.align ?? "start"}
          sideOffset={8}
          collisionPadding={12}
          className={classes(
            floating,
            "max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-2xl",
            props.className,
          )}
        >
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
