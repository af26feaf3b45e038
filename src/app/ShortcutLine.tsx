import { RotateCcw } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { keymap, keysIn, REMAPPABLE, type Unfit, useKeysOf } from "../lib/keymap";
import { isApple, SHORTCUTS, type ShortcutName } from "../lib/shortcuts";
import { IconButton } from "../ui/Button";
import { KeyCaps } from "../ui/KeyCaps";

/** One shortcut of the sheet: what it does, and its keys, which a press changes. */
export function ShortcutLine({ name }: { name: ShortcutName }) {
  const keys = useKeysOf(name);
  const { words } = SHORTCUTS[name];
  const [isAsking, setAsking] = useState(false);
  const [unfit, setUnfit] = useState<Unfit | null>(null);
  const isOurs = REMAPPABLE.includes(name);

  const listen = (event: KeyboardEvent) => {
    if (!isAsking || event.key === "Tab") return;
    // Whatever these keys do elsewhere, here they are only looked at.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape" && keys !== "Escape") return setAsking(false);
    const pressed = keysIn(event, isApple());
    if (pressed === null) return;
    const why = keymap.choose(name, pressed);
    setUnfit(why);
    if (why === null) setAsking(false);
  };
  return (
    <div className="flex items-center gap-x-4 border-line border-b py-1.5 last:border-0">
      <dt className="min-w-0 flex-1 text-sm">
        {words}
        {unfit === null ? null : (
          <span id={`unfit-${name}`} role="alert" className="block text-alarm text-xs">
            {unfit.kind === "taken"
              ? `Those are taken: ${SHORTCUTS[unfit.by].words}.`
              : "It works while you write, so it needs Ctrl, Alt or ⌘."}
          </span>
        )}
      </dt>
      <dd className="flex shrink-0 items-center gap-1">
        {isOurs && keymap.isChanged(name) ? (
          <IconButton
            label={`The usual keys for: ${words}`}
            className="size-7!"
            onClick={() => {
              keymap.reset(name);
              setUnfit(null);
            }}
          >
            <RotateCcw className="size-3.5" aria-hidden />
          </IconButton>
        ) : null}
        {isOurs ? (
          <button
            type="button"
            aria-label={isAsking ? `Press the new keys for: ${words}` : `Other keys for: ${words}`}
            aria-describedby={unfit === null ? undefined : `unfit-${name}`}
            onClick={() => {
              setAsking(true);
              setUnfit(null);
            }}
            onKeyDown={listen}
            onBlur={() => setAsking(false)}
            className="min-h-7 rounded-lg px-1 hover:bg-well"
          >
            {isAsking ? (
              <span className="px-1 font-medium text-glass text-xs">Press keys…</span>
            ) : (
              <KeyCaps keys={keys} />
            )}
          </button>
        ) : (
          <span className="px-1">
            <KeyCaps keys={keys} />
          </span>
        )}
      </dd>
    </div>
  );
}
