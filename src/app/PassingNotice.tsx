import { useEffect } from "react";
import { forgetNotice, useNotice } from "../lib/notices";

const SHOWN_MS = 6000;

/** Where things are said in passing, such as that a click did not work. */
export function PassingNotice() {
  const notice = useNotice();
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(forgetNotice, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--tabs)+1rem)] z-50 flex justify-center px-4 md:bottom-6"
    >
      {notice === null ? null : (
        <p
          key={notice.at}
          className="animate-arrive rounded-full border border-line-strong bg-raised px-4 py-2 font-medium text-sm shadow-lift"
        >
          {notice.text}
        </p>
      )}
    </div>
  );
}
