import type { SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about notifications. */
export const noticesRequests: SampleRequests = {
  listNotifications: () => ({}),
  markNotification: ({ notice }) => ({ params: { id: notice }, body: { read: true }, names: true }),
  markAllNotifications: () => ({}),
  getMyPreferences: () => ({}),
  changeMyPreferences: () => ({ body: { quiet: null } }),
  getOwnPreferences: () => ({}),
  changeOwnPreferences: () => ({ body: { quiet: null } }),
  listPushSubscriptions: () => ({}),
  addPushSubscription: () => ({
    body: { endpoint: "https://push.example.com/1", keys: { p256dh: "short", auth: "short" } },
  }),
  removePushSubscription: ({ push }) => ({ params: { id: push }, names: true }),
};
