import { p256 } from "@noble/curves/nist.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { ORIGIN, post, type World } from "../world.setup";
import { call } from "./cast.setup";
import { toBase64Url } from "./encoding.model";

/** An authenticator in software: it makes passkeys and signs with them, and lies when it is told to. */

export interface Lies {
  challenge?: string;
  origin?: string;
  rpId?: string;
  type?: string;
  counter?: number;
  isVerified?: boolean;
  userHandle?: string | null;
  /** What it answers to have been asked for: `none` unless said otherwise. */
  format?: string;
  certificates?: boolean;
}

interface CreationOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
}

interface RequestOptions {
  challenge: string;
  rpId: string;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const CREDENTIAL_INCLUDED = 0x40;

export class Authenticator {
  private readonly secretKey = p256.utils.randomSecretKey();
  readonly id = toBase64Url(p256.getPublicKey(this.secretKey).slice(1, 17));
  private userHandle = "";
  private signatures = 0;

  /** `isCounting` is one that tells copies apart, as security keys do; most passkeys never count. */
  constructor(private readonly isCounting = false) {}

  create({ challenge, rp, user }: CreationOptions, lies: Lies = {}) {
    this.userHandle = user.id;
    const clientDataJSON = this.clientData("webauthn.create", challenge, lies);
    const id = Uint8Array.from(atob(this.id.replaceAll("-", "+").replaceAll("_", "/")), (c) =>
      c.charCodeAt(0),
    );
    const point = p256.getPublicKey(this.secretKey, false);
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, point.slice(1, 33)],
      [-3, point.slice(33)],
    ]);
    const credential = [new Uint8Array(16), Uint8Array.of(0, id.length), id, cbor(key)];
    const authData = concatBytes(this.authData(rp.id, CREDENTIAL_INCLUDED, lies), ...credential);
    const statement = new Map<string, unknown>(lies.certificates ? [["x5c", [new Uint8Array(64)]]] : []);
    const attestation = new Map<string, unknown>([
      ["fmt", lies.format ?? "none"],
      ["attStmt", statement],
      ["authData", authData],
    ]);
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key" as const,
      response: {
        clientDataJSON,
        attestationObject: toBase64Url(cbor(attestation)),
        transports: ["internal"],
      },
      clientExtensionResults: {},
    };
  }

  get({ challenge, rpId }: RequestOptions, lies: Lies = {}) {
    if (this.isCounting) this.signatures++;
    const clientDataJSON = this.clientData("webauthn.get", challenge, lies);
    const authenticatorData = this.authData(rpId, 0, lies);
    const signed = concatBytes(authenticatorData, sha256(bytesOf(clientDataJSON)));
    const userHandle = lies.userHandle === undefined ? this.userHandle : lies.userHandle;
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key" as const,
      response: {
        clientDataJSON,
        authenticatorData: toBase64Url(authenticatorData),
        signature: toBase64Url(p256.sign(signed, this.secretKey, { format: "der", lowS: false })),
        userHandle,
      },
      clientExtensionResults: {},
    };
  }

  private clientData(type: string, challenge: string, lies: Lies): string {
    const said = { type: lies.type ?? type, challenge: lies.challenge ?? challenge };
    return toBase64Url(utf8ToBytes(JSON.stringify({ ...said, origin: lies.origin ?? ORIGIN })));
  }

  private authData(rpId: string, included: number, lies: Lies): Uint8Array {
    const flags = USER_PRESENT | (lies.isVerified === false ? 0 : USER_VERIFIED) | included;
    const counter = new DataView(new ArrayBuffer(4));
    counter.setUint32(0, lies.counter ?? this.signatures);
    return concatBytes(
      sha256(utf8ToBytes(lies.rpId ?? rpId)),
      Uint8Array.of(flags),
      new Uint8Array(counter.buffer),
    );
  }
}

function bytesOf(base64Url: string): Uint8Array {
  return Uint8Array.from(atob(base64Url.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

/** As much of CBOR (RFC 8949) as attestations are made of. */
function cbor(value: unknown): Uint8Array {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return concatBytes(head(3, utf8ToBytes(value).length), utf8ToBytes(value));
  if (value instanceof Uint8Array) return concatBytes(head(2, value.length), value);
  if (Array.isArray(value)) return concatBytes(head(4, value.length), ...value.map(cbor));
  if (!(value instanceof Map)) throw new Error(`Not written here: ${String(value)}`);
  return concatBytes(head(5, value.size), ...[...value].flatMap(([key, entry]) => [cbor(key), cbor(entry)]));
}

function head(major: number, length: number): Uint8Array {
  if (length < 24) return Uint8Array.of((major << 5) | length);
  if (length < 256) return Uint8Array.of((major << 5) | 24, length);
  return Uint8Array.of((major << 5) | 25, length >> 8, length & 255);
}

export const beginPasskey = async (world: World, token: string) =>
  (await (
    await call(world, token, "POST", "/api/v1/accounts/@me/passkeys/options")
  ).json()) as CreationOptions & { excludeCredentials: { id: string }[] };

export const askForPasskey = async ({ t }: World) =>
  (await (await post(t, "/api/v1/accounts/login/passkey/options", {})).json()) as RequestOptions;

export const sendPasskey = (world: World, token: string, credential: unknown, name = "My phone") =>
  call(world, token, "POST", "/api/v1/accounts/@me/passkeys", { credential, name });

export const logInWith = ({ t }: World, credential: unknown, over: object = {}) =>
  post(t, "/api/v1/accounts/login/passkey", { credential, client: "a test", ...over });

/** Adds a passkey of this authenticator to an account, and answers its id. */
export async function addPasskey(
  world: World,
  token: string,
  device: Authenticator,
  name?: string,
): Promise<string> {
  const answer = await sendPasskey(world, token, device.create(await beginPasskey(world, token)), name);
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}
