import type { Ids, SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about channels and messages. */
export const chatRequests: SampleRequests = {
  sendMessage: ({ dm }) => ({ params: { id: dm }, body: { content: "Hello." }, names: true }),
  editMessage: (ids) => ({ ...aboutMessage(ids), body: { content: "Changed." } }),
  deleteMessage: (ids) => aboutMessage(ids),
  addReaction: (ids) => aboutMessage(ids),
  removeReaction: (ids) => aboutMessage(ids),
  openUpload: ({ dm }) => ({ params: { id: dm }, names: true }),
  addAttachment: ({ dm }) => ({
    params: { id: dm },
    body: { storage_id: "nothing", name: "tides.png" },
    names: true,
  }),
  showActivity: ({ dm }) => ({ params: { id: dm }, body: { state: "typing" }, names: true }),
  markRead: ({ dm, message }) => ({ params: { id: dm }, body: { message_id: message }, names: true }),
  pinMessage: ({ dm, message }) => ({ params: { id: dm, mid: message }, names: true }),
  unpinMessage: ({ dm, message }) => ({ params: { id: dm, mid: message }, names: true }),
  deleteMessages: ({ dm, message }) => ({ params: { id: dm }, body: { ids: [message] }, names: true }),
  silence: ({ dm }) => ({ params: { id: dm, target: "basil" }, body: {}, names: true }),
  liftSilence: ({ dm }) => ({ params: { id: dm, target: "basil" }, names: true }),
  listChatReports: ({ dm }) => ({ params: { id: dm }, names: true }),
  settleChatReport: ({ dm }) => ({
    params: { id: dm, report: "nothing" },
    body: { outcome: "dismiss" },
    names: true,
  }),
  listSilences: ({ dm }) => ({ params: { id: dm }, names: true }),
  listDms: () => ({}),
  getExchange: ({ agent }) => ({ params: { agent: "basil" }, query: { agent_id: agent }, names: true }),
  allowExchange: ({ agent }) => ({
    params: { agent: "basil" },
    body: { messages: 60, agent_id: agent },
    names: true,
  }),
  pollStream: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
  pollInbox: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
  replyInStream: ({ slug }) => ({ params: { stream_id: slug }, body: { content: "Hello." }, names: true }),
  acknowledgeInbox: ({ slug }) => ({ params: { stream_id: slug }, body: { cursor: "AAAA" }, names: true }),
  acknowledge: ({ slug }) => ({ params: { stream_id: slug }, body: { cursor: "AAAA" }, names: true }),
};

const aboutMessage = ({ dm, message }: Ids) => ({
  params: { id: dm, mid: message, emoji: "🌊" },
  names: true as const,
});
