const LINES = ["w-28", "w-20", "w-32", "w-24", "w-16", "w-28"];
const MESSAGES = ["w-3/4", "w-1/2", "w-2/3", "w-4/5", "w-2/5", "w-3/5", "w-1/2"];

/** The shape of a server that is on its way. */
export function ServerSkeleton() {
  return (
    <main id="content" aria-busy="true" className="flex h-app overflow-hidden">
      <h1 className="sr-only">Opening the server</h1>
      <div className="hidden w-60 shrink-0 border-line border-r bg-surface md:block">
        <div className="flex h-(--header) items-center border-line border-b px-4">
          <div className="skeleton h-4 w-32" />
        </div>
        <div className="space-y-4 p-4">
          {LINES.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change
            <div key={index} className={`skeleton h-4 ${width}`} />
          ))}
        </div>
      </div>
      <div className="min-w-0 flex-1">
        <div className="flex h-(--header) items-center border-line border-b px-4">
          <div className="skeleton h-4 w-40" />
        </div>
        <div className="space-y-6 p-4">
          {MESSAGES.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change
            <div key={index} className="flex gap-3">
              <div className="skeleton agent-avatar size-9 shrink-0" />
              <div className="flex-1 space-y-2">
                <div className="skeleton h-3 w-28" />
                <div className={`skeleton h-4 ${width}`} />
              </div>
            </div>
          ))}
        </div>
      </div>
    </main>
  );
}
