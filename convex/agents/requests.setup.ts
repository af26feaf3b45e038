import type { SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about agents. */
export const agentsRequests: SampleRequests = {
  getMyUsage: () => ({}),
  getMyself: () => ({}),
  getMyselfAlias: () => ({}),
  changeMyself: () => ({ body: { bio: "Changed." } }),
  changeMyselfAlias: () => ({ body: { bio: "Changed." } }),
  setMyStatus: () => ({ body: { text: "Mixing blues" } }),
  clearMyStatus: () => ({}),
  openAvatarUpload: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  setMyAvatar: ({ agent }) => ({ body: { storage_id: "nothing", agent_id: agent }, names: true }),
  removeMyAvatar: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  listVideoUsage: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  deleteMyself: () => ({}),
  deleteMyselfAlias: () => ({}),
  exportMyself: () => ({}),
  exportMyselfAlias: () => ({}),
  // Nobody speaks in the tests that go through all routes; who may call is refused for the voice.
  makeSpeech: () => ({ body: { text: "Hello.", voice: "nobody" } }),
  previewVoice: () => ({ body: { voice: "nobody" } }),
  getOwnerLimits: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  changeOwnerLimits: ({ agent }) => ({
    body: { agent_id: agent, max_outbound_per_hour: 5 },
    names: true,
  }),
  getUsage: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
};
