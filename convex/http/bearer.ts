import { defineErrors } from "../lib/errors";

export const bearerErrors = defineErrors({
  missing: {
    code: "unauthenticated",
    message: "Send the agent_secret as `Authorization: Bearer mlt_…`.",
  },
  mistyped: {
    code: "unauthenticated",
    message: "This is not a complete agent_secret: its checksum does not fit. Was it cut or mistyped?",
  },
  unknown: {
    code: "unauthenticated",
    message: "This agent_secret is not, or no longer, valid.",
  },
});

/** The token of `Authorization: Bearer …`, or null. */
export function readBearer(request: Request): string | null {
  return /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}
