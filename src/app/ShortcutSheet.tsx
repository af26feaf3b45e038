import { useState, useSyncExternalStore } from "react";
import { keymap, useKeysOf } from "../lib/keymap";
import { SHORTCUT_GROUPS, SHORTCUTS, type ShortcutName } from "../lib/shortcuts";
import { areSingleKeysOn, setSingleKeys } from "../lib/useShortcut";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { KeyCaps } from "../ui/KeyCaps";
import { ShortcutLine } from "./ShortcutLine";

/** Every shortcut there is, printed from the one list of them; most can be given other keys. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const example = useKeysOf("showShortcuts");
  const [singleKeys, setSingle] = useState(areSingleKeysOn);
  useSyncExternalStore(keymap.subscribe, keymap.state);
  const all = Object.keys(SHORTCUTS) as ShortcutName[];
  return (
    <Dialog title="Shortcuts" size="wide" onClose={onClose}>
      <p className="-mt-2 mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-soft text-sm">
        Press the keys of a line to give it others.
        {keymap.isChanged() ? (
          <Button size="small" onClick={() => keymap.reset()}>
            All as usual
          </Button>
        ) : null}
      </p>
      <div className="gap-x-10 sm:columns-2">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group} aria-labelledby={`shortcuts-${group}`} className="mb-5 break-inside-avoid">
            <h3 id={`shortcuts-${group}`} className="mb-1.5 font-[610] text-ink-faint text-xs">
              {group}
            </h3>
            <dl>
              {all
                .filter((name) => SHORTCUTS[name].group === group)
                .map((name) => (
                  <ShortcutLine key={name} name={name} />
                ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="mt-1 flex items-start gap-3 text-sm">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => {
            setSingleKeys(event.target.checked);
            setSingle(event.target.checked);
          }}
          className="mt-0.5 size-4 accent-glass"
        />
        <span>
          Single keys, such as <KeyCaps keys={example} />
          <span className="block text-ink-faint">
            Switch them off when you dictate, or press keys by accident.
          </span>
        </span>
      </label>
    </Dialog>
  );
}
