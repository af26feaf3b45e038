import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { sendJson } from "../front/answers.ts";
import { hasToken, readText } from "../front/requests.ts";
import type { LiveInput } from "../media/liveInput.ts";
import type { LiveInputs } from "../media/liveInputs.ts";

export type LiveInputsApiOptions = {
  accountId: string;
  apiToken: string;
  /** What encoders push to, with a trailing slash as Cloudflare writes it. */
  rtmpUrl: string;
};

const vChanges = z.object({
  meta: z.record(z.string(), z.unknown()).optional(),
  enabled: z.boolean().optional(),
  recording: z.looseObject({ mode: z.enum(["off", "automatic"]).optional() }).optional(),
});

const PATH = /^\/client\/v4\/accounts\/([^/]{1,100})\/stream\/live_inputs(?:\/([^/]{1,100}))?$/;
const MAX_BODY_BYTES = 64 * 1024;

/** How this API says no: HTTP status, Cloudflare's code, its message. */
class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * Cloudflare Stream's live-input API in its own wire format: create, list, get, update and delete.
 * The path handed in starts behind `/local/cloudflare`.
 */
export function liveInputsApi(inputs: LiveInputs, options: LiveInputsApiOptions) {
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    try {
      sendJson(res, 200, envelope(await answer(req, path)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message } = error;
      sendJson(res, status, { success: false, errors: [{ code, message }], messages: [], result: null });
    }
  };

  async function answer(req: IncomingMessage, path: string): Promise<unknown> {
    if (!hasToken(req, options.apiToken)) throw new Refusal(403, 10000, "Authentication error");
    const [, account, uid] = PATH.exec(path) ?? [];
    if (account !== options.accountId) {
      throw new Refusal(404, 7003, `Could not route to ${path}, perhaps your object identifier is invalid?`);
    }
    if (uid === undefined) return await onCollection(req);
    const input = inputs.find(uid);
    if (!input) throw new Refusal(404, 10003, "Not Found: The live input was not found.");
    return await onInput(req, input);
  }

  async function onCollection(req: IncomingMessage): Promise<unknown> {
    if (req.method === "POST") return presentInput(inputs.create(await readChanges(req)), options.rtmpUrl);
    if (req.method === "GET") {
      const liveInputs = inputs.list().map(presentListed);
      return { liveInputs, range: liveInputs.length, total: liveInputs.length };
    }
    throw new Refusal(405, 10405, "Method not allowed");
  }

  async function onInput(req: IncomingMessage, input: LiveInput): Promise<unknown> {
    if (req.method === "GET") return presentInput(input, options.rtmpUrl);
    if (req.method === "PUT") {
      inputs.update(input, await readChanges(req));
      return presentInput(input, options.rtmpUrl);
    }
    if (req.method === "DELETE") {
      inputs.remove(input);
      return null;
    }
    throw new Refusal(405, 10405, "Method not allowed");
  }
}

function envelope(result: unknown) {
  return { success: true, errors: [], messages: [], result };
}

async function readChanges(req: IncomingMessage): Promise<z.infer<typeof vChanges>> {
  const text = await readText(req, MAX_BODY_BYTES);
  if (text === null) throw new Refusal(413, 10006, "Request entity too large");
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new Refusal(400, 10005, "Bad Request: The request could not be decoded as JSON.");
  }
  const changes = vChanges.safeParse(body);
  if (!changes.success) throw new Refusal(400, 10005, `Bad Request: ${z.prettifyError(changes.error)}`);
  return changes.data;
}

function presentListed({ record }: LiveInput) {
  return {
    uid: record.uid,
    created: record.createdAt,
    modified: record.modifiedAt,
    meta: record.meta,
    enabled: record.enabled,
  };
}

function presentInput(input: LiveInput, rtmpUrl: string) {
  const { status, recording, streamKey } = input.record;
  return {
    ...presentListed(input),
    recording,
    rtmps: { url: rtmpUrl, streamKey },
    status: status && {
      current: {
        ingestProtocol: "rtmp",
        state: status.state,
        reason: status.reason,
        statusEnteredAt: status.enteredAt,
        statusLastSeen: new Date().toISOString(),
      },
      history: [],
    },
  };
}
