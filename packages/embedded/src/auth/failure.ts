/**
 * A token or header that proves nobody's identity. Code and message are those of Convex: clients show the message,
 * and the HTTP API answers with both.
 */
export class AuthFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** For the HTTP API. */
    readonly status = 401,
  ) {
    super(message);
  }
}
