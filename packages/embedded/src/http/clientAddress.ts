import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;

/**
 * Where a request comes from. A peer on this machine is the proxy in front, and the last entry of its
 * `X-Forwarded-For` is whom that one saw; from anywhere else the header is a mere claim.
 */
export function clientAddress(request: Pick<IncomingMessage, "headers" | "socket">): string | null {
  const peer = request.socket.remoteAddress ?? null;
  if (peer === null || !LOOPBACK.test(peer)) return peer;
  const last = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)!
    .trim();
  return isIP(last) === 0 ? peer : last;
}
