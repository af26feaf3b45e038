/*
 * Keeps the client itself on the device, so that it opens at once and also without a connection. It holds the page, the
 * hashed files of this build and the icons, and touches nothing else: what the API, live connections and media answer
 * never passes through here. It also shows what is pushed to this browser.
 *
 * The build puts `BUILD` above this text: { shell: paths to keep from the start, assets: all hashed files }. Another
 * build is therefore another worker, and browsers notice.
 */
/* global BUILD */
const CACHE = "molt-client";
const PAGE = "/";

self.addEventListener("install", (event) => {
  event.waitUntil(keep([PAGE, ...BUILD.shell]));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldBuilds().then(() => self.clients.claim()));
});

// Somebody asked for the new version, or has just loaded it.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(fromDevice(request));
  else if (request.mode === "navigate" && isPage(url.pathname)) event.respondWith(fromNetwork(request, PAGE));
  else if (BUILD.shell.includes(url.pathname)) event.respondWith(fromNetwork(request, url.pathname));
});

// A push says in words what a notification shows; with the same tag, a later one takes the place of an earlier.
self.addEventListener("push", (event) => {
  const { title = "molt", body = "", path = "/notifications", tag } = readPush(event.data);
  const look = { icon: "/icon-192.png", badge: "/icon-192.png" };
  event.waitUntil(self.registration.showNotification(title, { body, tag, ...look, data: { path } }));
});

// A click goes to the window that is open already, or opens one.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.path ?? "/", location.origin);
  if (url.origin === location.origin) event.waitUntil(goTo(url.href));
});

function readPush(data) {
  try {
    return data.json();
  } catch {
    return {};
  }
}

async function goTo(url) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const [open] = windows.filter((client) => "navigate" in client);
  if (!open) return await self.clients.openWindow(url);
  await open.focus();
  await open.navigate(url);
}

/** Addresses of the client's own pages; the rest of this origin answers for itself. */
function isPage(path) {
  return !/\.[^/]*$/.test(path) && !/^\/(api|media|local|health|embed|oembed|feeds)(\/|$)/.test(path);
}

async function keep(paths) {
  const cache = await caches.open(CACHE);
  await cache.addAll(paths.map((path) => new Request(path, { cache: "reload" })));
}

/** A hashed file never changes, so the kept one is as good as any. */
async function fromDevice(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && BUILD.assets.includes(new URL(request.url).pathname)) {
    await cache.put(request.url, response.clone());
  }
  return response;
}

/** The newest there is, and without a connection the one that was kept. */
async function fromNetwork(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(path, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function forgetOldBuilds() {
  const cache = await caches.open(CACHE);
  const current = new Set([PAGE, ...BUILD.shell, ...BUILD.assets]);
  const requests = await cache.keys();
  await Promise.all(
    requests.filter(({ url }) => !current.has(new URL(url).pathname)).map((old) => cache.delete(old)),
  );
}
