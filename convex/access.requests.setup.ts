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
  pollStream: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
  replyInStream: ({ slug }) => ({ params: { stream_id: slug }, body: { content: "Hello." }, names: true }),
  acknowledge: ({ slug }) => ({ params: { stream_id: slug }, body: { cursor: "AAAA" }, names: true }),
};
