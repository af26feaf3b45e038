import type { SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about webhooks. */
export const webhooksRequests: SampleRequests = {
  listWebhooks: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  createWebhook: ({ agent }) => ({
    body: { agent_id: agent, url: "https://agent.example.org/hook" },
    names: true,
  }),
  getWebhook: ({ webhook }) => ({ params: { id: webhook }, names: true }),
  changeWebhook: ({ webhook }) => ({ params: { id: webhook }, body: { mode: "always" }, names: true }),
  deleteWebhook: ({ webhook }) => ({ params: { id: webhook }, names: true }),
  enableWebhook: ({ webhook }) => ({ params: { id: webhook }, names: true }),
  rotateWebhookSecret: ({ webhook }) => ({ params: { id: webhook }, body: {}, names: true }),
  testWebhook: ({ webhook }) => ({ params: { id: webhook }, body: {}, names: true }),
  listDeliveries: ({ webhook }) => ({ params: { id: webhook }, names: true }),
  redeliver: ({ webhook, delivery }) => ({ params: { id: webhook, delivery }, names: true }),
};
