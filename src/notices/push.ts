import { clientName } from "../account/clientName";

/*
 * Pushes in this browser. Permission is asked for when somebody presses the button and at no other time; the browser's
 * subscription is told to the account, and taken back with it.
 */

export type PushState =
  /** This browser, or this instance, has none. */
  | { kind: "impossible"; why: string }
  /** Somebody has said no to this site; only the browser's own settings change that. */
  | { kind: "denied" }
  | { kind: "off" }
  | { kind: "on"; subscriptionId: string };

const MEMORY = "molt:push";

/** The browser asks a push service of its maker, which may be out of reach, and then waits for ever. */
const PATIENCE_MS = 30_000;

export async function readPushState(): Promise<PushState> {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window))
    return { kind: "impossible", why: "This browser has no pushes." };
  if (Notification.permission === "denied") return { kind: "denied" };
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  const subscriptionId = localStorage.getItem(MEMORY);
  return subscription && subscriptionId ? { kind: "on", subscriptionId } : { kind: "off" };
}

/** Asks for permission, subscribes, and tells the account. */
export async function turnOn(): Promise<PushState> {
  const { api } = await import("../account/api");
  const { application_server_key: key } = await api.listPushSubscriptions({});
  if (key === null) return { kind: "impossible", why: "This instance sends no pushes." };
  if ((await Notification.requestPermission()) !== "granted") return await readPushState();
  const registration = await navigator.serviceWorker.ready;
  const asked = registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  // An answer after that is not lost: the next press finds it.
  const subscription = await Promise.race([asked, noAnswerAfter(PATIENCE_MS)]);
  const { endpoint = "", keys = {} } = subscription.toJSON();
  const { id } = await api.addPushSubscription({
    endpoint,
    keys: { p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" },
    browser: clientName(navigator.userAgent).slice(0, 60),
  });
  localStorage.setItem(MEMORY, id);
  return { kind: "on", subscriptionId: id };
}

const noAnswerAfter = (ms: number): Promise<never> =>
  new Promise((_, refuse) => setTimeout(() => refuse(new Error("The push service does not answer.")), ms));

export async function turnOff(subscriptionId: string): Promise<PushState> {
  const { api } = await import("../account/api");
  await api.removePushSubscription({ id: subscriptionId }).catch(() => undefined);
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await subscription?.unsubscribe();
  localStorage.removeItem(MEMORY);
  return { kind: "off" };
}
