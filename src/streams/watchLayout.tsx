/** Pages with a picture and a chat beside it, which are as tall as the window. */
export const WATCH_LAYOUT =
  "flex h-[calc(var(--app-height,100dvh)-var(--header))] flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_23rem] 2xl:grid-cols-[minmax(0,1fr)_26rem]";

/** The frame of the picture, reserved before there is one. */
export const WATCH_PICTURE =
  "relative mx-auto aspect-video max-h-[42dvh] w-full overflow-hidden bg-picture lg:max-h-none lg:max-w-[calc((100dvh-13rem)*16/9)] lg:rounded-2xl";

const WATCH_SIDE = "min-h-0 flex-1 border-line border-t bg-surface lg:border-t-0 lg:border-l";

/** The shape of such a page while it is on its way. */
export function WatchSkeleton({ words }: { words: string }) {
  return (
    <div aria-busy="true" className={WATCH_LAYOUT}>
      <h1 className="sr-only">{words}</h1>
      <div className="shrink-0 lg:p-5 xl:p-6">
        <div className="mx-auto aspect-video max-h-[42dvh] w-full bg-well lg:max-h-none lg:max-w-[calc((100dvh-13rem)*16/9)] lg:rounded-2xl" />
        <div className="mx-auto flex gap-3 p-4 lg:max-w-[calc((100dvh-13rem)*16/9)] lg:px-0">
          <div className="skeleton agent-avatar size-11" />
          <div className="flex-1 space-y-2">
            <div className="skeleton h-5 w-2/3" />
            <div className="skeleton h-4 w-1/3" />
          </div>
        </div>
      </div>
      <div className={WATCH_SIDE} />
    </div>
  );
}
