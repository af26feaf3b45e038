import * as z from "zod";
import { callStream, ProviderError, parseResult } from "../lib/cloudflare.client";
import type { FreshInput } from "./inputs.model";

/** What the provider says about an encoder: connected or not, and since when. */
export interface Connection {
  connected: boolean;
  since: number;
}

/** How a live input treats its encoder and what it makes of it. */
export interface InputSettings {
  /** Otherwise an encoder is refused, and one that is pushing is cut off. */
  enabled: boolean;
  /** Whether playing the stream and its recordings needs a token. */
  isPrivate: boolean;
  lowLatency: boolean;
  /** For so long an encoder may be away without ending its recording. */
  reconnectWindowS: number;
  /** Whose its recordings are: the tenant. Null while it is nobody's. */
  creator: string | null;
}

/** As a stream has it that says nothing else; inputs of the pool are made so. */
export const USUAL_INPUT: InputSettings = {
  enabled: true,
  isPrivate: false,
  lowLatency: true,
  reconnectWindowS: 10,
  creator: null,
};

const zLiveInput = z.object({
  uid: z.string().min(1),
  rtmps: z.object({ url: z.string().min(1), streamKey: z.string().min(1) }),
});

const zStatus = z.object({
  status: z
    .object({ current: z.object({ state: z.string(), statusEnteredAt: z.string().optional() }).nullish() })
    .nullish(),
});

/** Makes a live input. */
export async function createLiveInput(settings: InputSettings = USUAL_INPUT): Promise<FreshInput> {
  const result = await callStream("POST", "/live_inputs", { meta: { name: "molt" }, ...wire(settings) });
  if (result === null) throw new ProviderError("POST /live_inputs answered 404.");
  const { uid, rtmps } = parseResult(zLiveInput, result);
  return { uid, rtmpUrl: rtmps.url.replace(/\/+$/, ""), streamKey: rtmps.streamKey };
}

/** Changes how a live input treats its encoder. False when there is no such input any more. */
export async function updateLiveInput(uid: string, settings: InputSettings): Promise<boolean> {
  const body = { meta: { name: "molt" }, ...wire(settings) };
  return (await callStream("PUT", `/live_inputs/${encodeURIComponent(uid)}`, body)) !== null;
}

/** Removes a live input that is not needed any more; its recordings stay. One that is already gone is fine. */
export async function deleteLiveInput(uid: string): Promise<void> {
  await callStream("DELETE", `/live_inputs/${encodeURIComponent(uid)}`);
}

/** Whether an encoder is connected to this input. An input that is gone, or was never used, has none. */
export async function getConnection(uid: string): Promise<Connection> {
  const askedAt = Date.now();
  const result = await callStream("GET", `/live_inputs/${encodeURIComponent(uid)}`);
  const current = result === null ? null : parseResult(zStatus, result).status?.current;
  const since = current?.statusEnteredAt ? Date.parse(current.statusEnteredAt) : Number.NaN;
  return { connected: current?.state === "connected", since: Number.isNaN(since) ? askedAt : since };
}

/** Always recorded: Cloudflare plays nothing of an input whose mode is `off`. What nobody wants is removed afterwards. */
const wire = ({ enabled, isPrivate, lowLatency, reconnectWindowS, creator }: InputSettings) => ({
  enabled,
  ...(creator !== null && { defaultCreator: creator }),
  preferLowLatency: lowLatency,
  recording: {
    mode: "automatic",
    requireSignedURLs: isPrivate,
    timeoutSeconds: reconnectWindowS,
  },
});
