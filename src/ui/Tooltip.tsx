import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { floating } from "./floating";
import { KeyCaps } from "./KeyCaps";

/** Once around the client: moving from one button to the next shows the next tooltip without a wait. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={500} skipDelayDuration={250}>
      {children}
    </Radix.Provider>
  );
}

/**
 * Words beside a control on hover and focus. They repeat or shorten what the control is called (`aria-label`) and never
 * hold anything that is nowhere else: fingers have no hover. `keys` is the control's shortcut.
 */
export function Tooltip(props: {
  words: ReactNode;
  keys?: string;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactElement;
}) {
  return (
    <Radix.Root disableHoverableContent>
      <Radix.Trigger asChild>{props.children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={props.side ?? "top"}
          sideOffset={6}
          collisionPadding={8}
          className={`${floating} pointer-events-none flex max-w-64 items-center gap-2 rounded-lg px-2.5 py-1.5 font-medium text-[0.8125rem] leading-snug`}
        >
          {props.words}
          {props.keys === undefined ? null : <KeyCaps keys={props.keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
