// Runs in the page, before any of its own scripts; `aWatchedPage.ts` puts it there.

/** What stands below `selector` that no text may bring about; an empty list is fine. */
function harmIn(selector) {
  const found = [];
  for (const root of document.querySelectorAll(selector)) {
    for (const element of root.querySelectorAll("*")) {
      if (/^(script|iframe|object|embed|style|link|base|meta|form|video|audio)$/i.test(element.tagName))
        found.push(`<${element.tagName}>`);
      for (const { name } of element.attributes) if (/^on/i.test(name)) found.push(`${name}=`);
      if (element instanceof HTMLImageElement && !element.src.startsWith(location.origin))
        found.push(element.src);
      if (!(element instanceof HTMLAnchorElement) || !element.href) continue;
      const { protocol, origin } = new URL(element.href);
      if (!/^https?:$/.test(protocol)) found.push(`a link to ${element.href}`);
      if (origin !== location.origin && !element.rel.includes("noopener"))
        found.push(`a link without rel to ${element.href}`);
    }
  }
  const { scrollWidth } = document.scrollingElement ?? document.documentElement;
  if (scrollWidth > innerWidth + 1) found.push(`${scrollWidth} px wide`);
  return found;
}

/** How long the page could do nothing else, in milliseconds. */
const blocked = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) blocked.push(duration);
}).observe({ type: "longtask" });

window.watch = { harmIn, blocked };

addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  window.offend(`was stopped by ${violatedDirective} from ${blockedURI}`),
);
