// Runs in the page, before any of its own scripts; `clientScroll.ts` puts it there.

const frames = [];
const arrivals = [];
let isCounting = false;
let last = null;

function onFrame(now) {
  if (isCounting && last !== null) frames.push(now - last);
  last = now;
  requestAnimationFrame(onFrame);
}
requestAnimationFrame(onFrame);

// A message says when it was sent; what it takes until it stands in the page follows.
new MutationObserver((changes) => {
  for (const { addedNodes } of changes)
    for (const node of addedNodes)
      for (const [, sentAt] of (node.textContent ?? "").matchAll(/sent@(\d+)!/g))
        if (isCounting) arrivals.push(Date.now() - Number(sentAt));
}).observe(document, { childList: true, subtree: true });

window.bench = {
  start() {
    frames.length = 0;
    arrivals.length = 0;
    isCounting = true;
  },
  stop() {
    isCounting = false;
    return { frames: [...frames], arrivals: [...arrivals] };
  },
  isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = document.querySelector("[role=log]");
    return scrollTop + clientHeight > scrollHeight - 2;
  },
  /** Scrolls the messages by so much a frame until they end on that side, waiting where more are on their way. */
  scroll(pixelsPerFrame, isDone) {
    const list = document.querySelector("[role=log]");
    return new Promise((resolve) => {
      const step = () => {
        list.dispatchEvent(new WheelEvent("wheel"));
        list.scrollTop += pixelsPerFrame;
        if (isDone()) resolve();
        else requestAnimationFrame(step);
      };
      step();
    });
  },
};
