import { defineErrors } from "../lib/errors";

const queryErrors = defineErrors({
  secret: {
    code: "secret_in_query",
    message:
      "Addresses end up in logs and histories. Send the credential as `Authorization: Bearer …`, and replace this one.",
  },
});

const NAMES =
  /^(secret|agent_?secret|client_?secret|api_?key|access_?token|refresh_?token|id_?token|token|password|authorization|bearer|stream_?key)$/i;

/** Keys and secrets of ours (`mlt_…`, `ml_…`), refresh tokens, and anything that looks like a JWT. */
const VALUES =
  /^(Bearer )?((mlt|ml|molt)_[0-9A-Za-z_]{20,}|rt_[\w;]+\.\d+\.[\w-]+|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)$/;

/** Refuses an address that carries a credential, wherever it was meant to go. */
export function refuseSecrets(query: URLSearchParams): void {
  for (const [name, value] of query) {
    if (NAMES.test(name) || isCredential(value)) throw queryErrors.secret();
  }
}

/** Whether a text has the form of a credential of ours, and so belongs in no log. */
export const isCredential = (text: string) => VALUES.test(text.trim());
