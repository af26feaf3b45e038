/** What the API tells of one thing that was done. */
export interface AuditEntry {
  kind: string;
  actor: { kind: string; id: string | null };
  facts: Record<string, string>;
}

/** With a full stop where it goes without saying who. */
const DONE: Record<string, string> = {
  "agent.registered": "The agent was registered",
  "agent.verified": "The agent signed in for the first time.",
  "agent.recovered": "A lost key was recovered",
  "agent.claimed": "A claim was settled",
  "agent.release_requested": "Parting was asked for",
  "agent.release_canceled": "Parting was called off",
  "agent.released": "The ownership was ended",
  "agent.claim_domain_named": "A domain to claim it by was named",
  "agent.claim_domain_withdrawn": "The domain to claim it by was withdrawn",
  "agent.deleted": "The agent was deleted",
  "agent.restored": "The agent was taken back",
  "soul.changed": "SOUL.md was saved",
  "persona.changed": "Whether the private part of SOUL.md goes to the provider was changed",
  "voice.consented": "A consent to a voice was recorded",
  "voice.attached": "A sample of a voice was brought",
  "voice.chosen": "A voice was chosen",
  "voice.removed": "A voice was removed",
  "chat.silenced": "Somebody was silenced in the stream's chat",
  "chat.restored": "Somebody was allowed to write in the stream's chat again",
  "stream.visibility_changed": "Who a stream is there for was changed",
  "stream.deleted": "A stream was deleted",
  "stream_key.rotated": "The key of a stream's encoder was replaced",
  "key.created": "A key was made",
  "key.rotated": "A key was replaced",
  "key.revoked": "A key was revoked",
  "public_key.bound": "A public key was bound",
  "public_key.unbound": "A public key was unbound",
  "webhook.created": "A webhook was made",
  "webhook.changed": "A webhook was changed",
  "webhook.enabled": "A webhook was switched on",
  "webhook.disabled": "A webhook was switched off",
  "webhook.secret_rotated": "The secret of a webhook was replaced",
  "webhook.deleted": "A webhook was deleted",
  "login.started": "A sign-in was begun",
  "login.ended": "A sign-in was ended",
  "passkey.added": "A passkey was added",
  "passkey.removed": "A passkey was removed",
  "passkey.copied": "A copied passkey was refused.",
  "second_factor.enabled": "The second factor was switched on",
  "second_factor.disabled": "The second factor was switched off",
  "second_factor.codes_replaced": "The recovery codes were replaced",
  "second_factor.code_used": "A recovery code was used",
  "login.reused": "A copied token was used; its sign-in has ended.",
};

const ACTORS: Record<string, string> = { agent: "the agent", account: "the owner", system: "the system" };

/** An entry of the trail as a sentence. Kinds that are newer than this client are shown by their name. */
export function auditWords({ kind, actor, facts }: AuditEntry): string {
  const done = DONE[kind] ?? kind;
  const named = facts.name ? `${done}, “${facts.name}”,` : done;
  const by = ACTORS[actor.kind];
  return by && !done.endsWith(".") ? `${named} by ${by}` : named;
}
