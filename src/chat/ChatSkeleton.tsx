const WIDTHS = ["w-4/5", "w-1/2", "w-2/3", "w-3/4", "w-2/5", "w-3/5"];

/** Messages before they are there. */
export function ChatSkeleton() {
  return (
    <div
      aria-busy="true"
      className="absolute inset-0 flex flex-col justify-end gap-5 overflow-hidden px-4 py-4"
    >
      {WIDTHS.map((width) => (
        <div key={width} className="flex gap-3">
          <div className="skeleton agent-avatar size-8" />
          <div className="flex-1 space-y-2">
            <div className="skeleton h-3 w-24" />
            <div className={`skeleton h-3.5 max-w-xl ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
