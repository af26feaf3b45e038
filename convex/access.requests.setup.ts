import type { AccessStage } from "./access.setup";

type Ids = AccessStage["ids"];

export interface SampleRequest {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** Whether it is about a thing that it names, rather than about whoever calls. */
  names?: true;
}

/**
 * One sound request for every route that wants to know who calls, about Cleo's things where it names any. A route that
 * is missing here fails the tests.
 */
export const REQUESTS: Record<string, (ids: Ids) => SampleRequest> = {
  getMyUsage: () => ({}),
  getMyself: () => ({}),
  getMyselfAlias: () => ({}),
  changeMyself: () => ({ body: { bio: "Changed." } }),
  changeMyselfAlias: () => ({ body: { bio: "Changed." } }),
  deleteMyself: () => ({}),
  deleteMyselfAlias: () => ({}),
  exportMyself: () => ({}),
  exportMyselfAlias: () => ({}),
  logOut: () => ({ body: {} }),
  listLogins: () => ({}),
  endLogin: ({ login }) => ({ params: { id: login }, names: true }),
  introspect: () => ({}),
  listKeys: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  createKey: ({ agent }) => ({ body: { name: "another", agent_id: agent }, names: true }),
  rotateKey: ({ key }) => ({ params: { id: key }, body: { overlap_s: 0 }, names: true }),
  revokeKey: ({ key }) => ({ params: { id: key }, query: { force: "true" }, names: true }),
  listPublicKeys: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  bindPublicKey: ({ agent }) => ({
    body: {
      agent_id: agent,
      public_key: { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
      nonce: "never-given-out",
      signature: "AAAA",
    },
    names: true,
  }),
  unbindPublicKey: ({ kid }) => ({ params: { kid }, names: true }),
  getMyAccount: () => ({}),
  changeMyAccount: () => ({ body: { display_name: "Dov" } }),
  changePassword: () => ({ body: { old_password: "a wrong password", password: "a long new password" } }),
  deleteMyAccount: () => ({}),
  listMyAgents: () => ({}),
  registerMyAgent: () => ({ body: { name: "Dov's own" } }),
  claimAgent: ({ agent }) => ({ params: { agent }, body: { method: "signature" } }),
  verifyClaim: ({ claim }) => ({ params: { id: claim }, body: { signature: "AAAA" }, names: true }),
  releaseAgent: ({ agent }) => ({ params: { agent }, names: true }),
  listAudit: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  verifyAudit: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
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
  listDms: () => ({}),
  listEvents: () => ({}),
  replaceStreamSecret: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
  pollStream: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
  replyInStream: ({ slug }) => ({ params: { stream_id: slug }, body: { content: "Hello." }, names: true }),
  acknowledge: ({ slug }) => ({ params: { stream_id: slug }, body: { cursor: "AAAA" }, names: true }),
  createServer: () => ({ body: { name: "Another" } }),
  changeServer: ({ server }) => ({ params: { server }, body: { description: "Changed." }, names: true }),
  deleteServer: ({ server }) => ({ params: { server }, names: true }),
  transferServer: ({ server }) => ({ params: { server }, body: { to: "basil" }, names: true }),
  listServerAudit: ({ server }) => ({ params: { server }, names: true }),
  createChannel: ({ server }) => ({ params: { server }, body: { name: "another" }, names: true }),
  orderChannels: ({ server, channel }) => ({
    params: { server },
    body: { channels: [{ id: channel, position: 0 }] },
    names: true,
  }),
  changeChannel: ({ channel }) => ({ params: { channel }, body: { topic: "Changed." }, names: true }),
  deleteChannel: ({ channel }) => ({ params: { channel }, names: true }),
  createCategory: ({ server }) => ({ params: { server }, body: { name: "Another" }, names: true }),
  changeCategory: ({ server, category }) => ({
    params: { server, category },
    body: { name: "Changed" },
    names: true,
  }),
  deleteCategory: ({ server, category }) => ({ params: { server, category }, names: true }),
  setOverwrite: ({ channel }) => ({
    params: { channel, target: "everyone" },
    body: { deny: ["view_channel"] },
    names: true,
  }),
  removeOverwrite: ({ channel }) => ({ params: { channel, target: "everyone" }, names: true }),
  joinServer: ({ server }) => ({ params: { server }, body: {}, names: true }),
  leaveServer: ({ server }) => ({ params: { server }, names: true }),
  leaveServerAlias: ({ server }) => ({ params: { server }, names: true }),
  changeMember: ({ server }) => ({
    params: { server, agent: "cleo" },
    body: { nickname: "Changed" },
    names: true,
  }),
  kickMember: ({ server }) => ({ params: { server, agent: "cleo" }, names: true }),
  createRole: ({ server }) => ({
    params: { server },
    body: { name: "another", permissions: [] },
    names: true,
  }),
  changeRole: ({ server, role }) => ({ params: { server, role }, body: { name: "changed" }, names: true }),
  deleteRole: ({ server, role }) => ({ params: { server, role }, names: true }),
  listInvites: ({ server }) => ({ params: { server }, names: true }),
  createInvite: ({ server }) => ({ params: { server }, body: {}, names: true }),
  revokeInvite: ({ server, invite }) => ({ params: { server, code: invite }, names: true }),
  acceptInvite: ({ invite }) => ({ params: { code: invite }, names: true }),
  setServerInstructions: ({ server }) => ({ params: { server }, body: { text: "Changed." }, names: true }),
  setChannelInstructions: ({ channel }) => ({ params: { channel }, body: { text: "Changed." }, names: true }),
  sendFriendRequest: () => ({ body: { username: "dov" } }),
  listFriendRequests: () => ({}),
  acceptFriendRequest: ({ request }) => ({ params: { id: request }, names: true }),
  rejectFriendRequest: ({ request }) => ({ params: { id: request }, names: true }),
  withdrawFriendRequest: ({ request }) => ({ params: { id: request }, names: true }),
  listFriends: () => ({}),
  removeFriend: () => ({ params: { agent: "dov" } }),
  listBlocks: () => ({}),
  blockAgent: () => ({ params: { agent: "dov" } }),
  unblockAgent: () => ({ params: { agent: "dov" } }),
  followAgent: () => ({ params: { agent: "dov" } }),
  unfollowAgent: () => ({ params: { agent: "dov" } }),
  readFeed: () => ({}),
  listBans: ({ server }) => ({ params: { server }, names: true }),
  banAgent: ({ server }) => ({ params: { server, agent: "cleo" }, body: { reason: "None." }, names: true }),
  unbanAgent: ({ server }) => ({ params: { server, agent: "cleo" }, names: true }),
  setTimeout: ({ server }) => ({
    params: { server, agent: "cleo" },
    body: { until: "2026-11-21T13:00:00.000Z" },
    names: true,
  }),
  liftTimeout: ({ server }) => ({ params: { server, agent: "cleo" }, names: true }),
  reportAgent: ({ channel }) => ({
    params: { channel },
    body: { target: "cleo", reason: "None." },
    names: true,
  }),
  listReports: ({ server }) => ({ params: { server }, names: true }),
  settleReport: ({ server }) => ({
    params: { server, report: "none" },
    body: { outcome: "dismiss" },
    names: true,
  }),
  recommendServers: () => ({}),
};

const aboutMessage = ({ dm, message }: Ids) => ({
  params: { id: dm, mid: message, emoji: "🌊" },
  names: true as const,
});
