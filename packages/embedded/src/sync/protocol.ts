import type { Json, JsonObject } from "../values/json.ts";

/** What a client says on the sync WebSocket. Timestamps are u64 in base64, little-endian. */
export type ClientMessage =
  | {
      type: "Connect";
      sessionId: string;
      connectionCount: number;
      maxObservedTimestamp?: string;
      clientTs?: number;
    }
  | Authenticate
  | { type: "ModifyQuerySet"; baseVersion: number; newVersion: number; modifications: QueryModification[] }
  | ({ type: "Mutation" } & CallRequest)
  | ({ type: "Action" } & CallRequest)
  | { type: "Event"; eventType: string; event: Json };

export interface Authenticate {
  type: "Authenticate";
  baseVersion: number;
  tokenType: "User" | "Admin" | "None";
  /** A JWT or the admin key. */
  value?: string;
  /** The user that an administrator acts as. */
  impersonating?: JsonObject | null;
}

interface CallRequest {
  requestId: number;
  udfPath: string;
  args: JsonObject[];
  componentPath?: string;
}

export type QueryModification =
  | {
      type: "Add";
      queryId: number;
      udfPath: string;
      args: JsonObject[];
      journal?: string | null;
      componentPath?: string;
    }
  | { type: "Remove"; queryId: number };

/** Reads a message; throws with a reason that the client may see when it is not one. */
export function parseClientMessage(text: string): ClientMessage {
  let message: ClientMessage;
  try {
    message = JSON.parse(text) as ClientMessage;
  } catch {
    throw new Error("Received a message that is not JSON.");
  }
  const valid = (): boolean => {
    switch (message?.type) {
      case "Connect":
        return typeof message.sessionId === "string" && message.sessionId.length <= 100;
      case "Authenticate":
        return (
          isVersion(message.baseVersion) &&
          (message.tokenType === "None" ||
            ((message.tokenType === "User" || message.tokenType === "Admin") &&
              typeof message.value === "string"))
        );
      case "ModifyQuerySet":
        return (
          isVersion(message.baseVersion) &&
          isVersion(message.newVersion) &&
          Array.isArray(message.modifications) &&
          message.modifications.every(
            (m) =>
              isVersion(m?.queryId) &&
              (m.type === "Remove" || (m.type === "Add" && isCall(m) && isJournal(m.journal))),
          )
        );
      case "Mutation":
      case "Action":
        return isVersion(message.requestId) && isCall(message);
      case "Event":
        return true;
      default:
        return false;
    }
  };
  if (!valid()) throw new Error("Received a message that is not part of the protocol.");
  return message;
}

function isVersion(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isJournal(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "string";
}

function isCall(value: { udfPath: unknown; args: unknown }): boolean {
  return typeof value.udfPath === "string" && Array.isArray(value.args) && value.args.length <= 1;
}

export function encodeTs(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return bytes.toString("base64");
}

export function decodeTs(text: string): bigint {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== 8) throw new Error("Malformed timestamp.");
  return bytes.readBigUInt64LE(0);
}
