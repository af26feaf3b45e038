import type { ButtonHTMLAttributes } from "react";
import { classes } from "../lib/classes";
import { Tooltip } from "./Tooltip";

const LOOKS = {
  primary: "bg-roe text-roe-ink hover:brightness-110 active:brightness-95",
  quiet: "border border-line-strong bg-surface text-ink hover:border-ink-faint hover:bg-raised",
  danger: "bg-alarm text-canvas hover:brightness-110 active:brightness-95",
  plain: "text-ink-soft hover:bg-raised hover:text-ink",
} as const;

const SIZES = { small: "h-8 px-3 text-[0.8125rem]", medium: "h-10 px-4 text-sm" } as const;

/** The look of a button, for links that should look like one. */
export function buttonClasses(
  look: keyof typeof LOOKS = "quiet",
  size: keyof typeof SIZES = "medium",
): string {
  return classes(
    "inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-full font-semibold transition",
    "disabled:pointer-events-none disabled:opacity-45",
    LOOKS[look],
    SIZES[size],
  );
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
};

export function Button({ look, size, className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={classes(buttonClasses(look, size), className)} {...rest} />;
}

/** The look of a button that is an icon. */
export const iconButtonClasses =
  "inline-grid size-9 shrink-0 place-items-center rounded-full text-ink-soft transition hover:bg-raised hover:text-ink disabled:pointer-events-none disabled:opacity-40";

/** A round button with an icon only; its label is spoken, and shown on hover with its shortcut. */
export function IconButton({
  label,
  keys,
  className,
  type = "button",
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { label: string; keys?: string }) {
  return (
    <Tooltip words={label} keys={keys} side="bottom">
      <button type={type} aria-label={label} className={classes(iconButtonClasses, className)} {...rest} />
    </Tooltip>
  );
}
