import { useState } from "react";
import { SHORTCUT_GROUPS, SHORTCUTS, type Shortcut } from "../lib/shortcuts";
import { areSingleKeysOn, setSingleKeys } from "../lib/useShortcut";
import { Dialog } from "../ui/Dialog";
import { KeyCaps } from "../ui/KeyCaps";

/** Every shortcut there is, printed from the one list of them. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const [singleKeys, setSingle] = useState(areSingleKeysOn);
  const all = Object.values<Shortcut>(SHORTCUTS);
  return (
    <Dialog title="Shortcuts" size="wide" onClose={onClose}>
      <div className="gap-x-10 sm:columns-2">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group} aria-labelledby={`shortcuts-${group}`} className="mb-5 break-inside-avoid">
            <h3 id={`shortcuts-${group}`} className="mb-1.5 font-[610] text-ink-faint text-xs">
              {group}
            </h3>
            <dl>
              {all
                .filter((shortcut) => shortcut.group === group)
                .map(({ words, keys }) => (
                  <div
                    key={words}
                    className="flex items-center justify-between gap-4 border-line border-b py-1.5 last:border-0"
                  >
                    <dt className="text-sm">{words}</dt>
                    <dd>
                      <KeyCaps keys={keys[0] ?? ""} />
                    </dd>
                  </div>
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
          Single keys, such as <KeyCaps keys="?" />
          <span className="block text-ink-faint">
            Switch them off when you dictate, or press keys by accident.
          </span>
        </span>
      </label>
    </Dialog>
  );
}
