import type { SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about souls and voices. */
export const personasRequests: SampleRequests = {
  getMySoul: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  saveMySoul: ({ agent }) => ({ body: { soul_md: "# Changed", agent_id: agent }, names: true }),
  listMySouls: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  getMySoulVersion: ({ agent }) => ({ params: { version: "1" }, query: { agent_id: agent }, names: true }),
  restoreMySoul: ({ agent }) => ({ params: { version: "1" }, body: { agent_id: agent }, names: true }),
  makePersona: ({ agent }) => ({ body: { agent_id: agent }, names: true }),
  listPersonas: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  getPersona: ({ persona }) => ({ params: { id: persona }, names: true }),
  changePersona: ({ persona }) => ({ params: { id: persona }, body: { include_private: true }, names: true }),
  removePersona: ({ persona }) => ({ params: { id: persona }, names: true }),
  openVoiceUpload: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  createReplica: ({ agent }) => ({
    body: {
      agent_id: agent,
      voice_sample_url: "https://example.org/cleo.mp3",
      consent: { statement: "I agree that Cleo speaks with my voice." },
    },
    names: true,
  }),
  listReplicas: ({ agent }) => ({ query: { agent_id: agent }, names: true }),
  getReplica: ({ replica }) => ({ params: { id: replica }, names: true }),
  deleteReplica: ({ replica }) => ({ params: { id: replica }, names: true }),
};
