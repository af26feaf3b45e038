import type { LucideIcon } from "lucide-react";
import { Check } from "lucide-react";
import { DropdownMenu as Radix, ContextMenu as RadixContext } from "radix-ui";
import { type ReactElement, useState } from "react";
import { classes } from "../lib/classes";
import { floating } from "./floating";
import { KeyCaps } from "./KeyCaps";

/** One line of a menu: something to do, one of several choices, a heading over what follows, or a dividing line. */
export type MenuEntry =
  | {
      words: string;
      icon?: LucideIcon;
      keys?: string;
      tone?: "danger";
      disabled?: boolean;
      onSelect: () => void;
    }
  | { words: string; icon?: LucideIcon; checked: boolean; onSelect: () => void }
  | { heading: string }
  | "line";

/** A button's list of things to do. Arrow keys walk through it, letters jump, Escape closes it. */
export function Menu(props: {
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  /** For a menu that came because its button was pressed. */
  startsOpen?: boolean;
}) {
  // Beside its button and not at the end of the page: so it belongs to the same landmark, and lies above a sheet's rest.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  // Not modal: the modal form would put a style element into the page, which the content policy refuses.
  return (
    <Radix.Root modal={false} defaultOpen={props.startsOpen}>
      <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
      <span ref={(mark) => setPlace(mark?.parentElement ?? null)} hidden />
      <Radix.Portal container={place}>
        <Radix.Content
          side={props.side ?? "bottom"}
          align={props.align ?? "end"}
          sideOffset={6}
          collisionPadding={8}
          className={SHEET}
        >
          <Entries kit={Radix} entries={props.entries} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The same list for a right click, a long press, or the context menu key, on whatever `children` is. */
export function ContextMenu(props: { children: ReactElement; entries: readonly MenuEntry[] }) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{props.children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content collisionPadding={8} className={SHEET}>
          <Entries kit={RadixContext} entries={props.entries} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}

const SHEET = `${floating} min-w-52 max-w-80 rounded-xl p-1.5`;
const LINE =
  "flex cursor-default select-none items-center gap-2.5 rounded-lg px-2.5 py-2 text-sm outline-none data-disabled:opacity-45 data-highlighted:bg-well";

type Kit = Pick<typeof Radix, "Item" | "CheckboxItem" | "Separator" | "Label">;

function Entries({ kit, entries }: { kit: Kit; entries: readonly MenuEntry[] }) {
  return entries.map((entry, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: lines and headings have no identity, and menus are short
    if (entry === "line") return <kit.Separator key={index} className="my-1.5 h-px bg-line" />;
    if ("heading" in entry) {
      return (
        <kit.Label key={index} className="px-2.5 pt-2 pb-1 font-[610] text-ink-faint text-xs">
          {entry.heading}
        </kit.Label>
      );
    }
    // biome-ignore-end lint/suspicious/noArrayIndexKey: until here
    const Icon = entry.icon;
    const face = (
      <>
        {Icon ? <Icon className="size-4 shrink-0 text-ink-faint" aria-hidden /> : null}
        <span className="min-w-0 flex-1 truncate">{entry.words}</span>
      </>
    );
    if ("checked" in entry) {
      return (
        <kit.CheckboxItem
          key={entry.words}
          checked={entry.checked}
          onSelect={entry.onSelect}
          className={LINE}
        >
          {face}
          <Check className={classes("size-4 text-glass", !entry.checked && "invisible")} aria-hidden />
        </kit.CheckboxItem>
      );
    }
    return (
      <kit.Item
        key={entry.words}
        disabled={entry.disabled}
        onSelect={entry.onSelect}
        className={classes(LINE, entry.tone === "danger" && "text-alarm")}
      >
        {face}
        {entry.keys === undefined ? null : <KeyCaps keys={entry.keys} />}
      </kit.Item>
    );
  });
}
