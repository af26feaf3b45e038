import { createHash, webcrypto } from "node:crypto";

/** Constructors that must be the same object on both sides of a realm, and web APIs that Convex offers. */
const EVERYWHERE = {
  ArrayBuffer,
  SharedArrayBuffer,
  DataView,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  TextEncoder,
  TextDecoder,
  URL,
  URLSearchParams,
  AbortController,
  AbortSignal,
  Event,
  EventTarget,
  Blob,
  File,
  FormData,
  Headers,
  Request,
  Response,
  ReadableStream,
  WritableStream,
  TransformStream,
  DOMException,
  // The types of Node 20 do not have it.
  CryptoKey: Reflect.get(globalThis, "CryptoKey") as unknown,
  structuredClone,
  queueMicrotask,
  atob,
  btoa,
};

function refuse(name: string): () => never {
  return () => {
    throw new Error(
      `Can't use ${name} in queries and mutations. Please consider using an action. See https://docs.convex.dev/functions/actions for more details.`,
    );
  };
}

const subtle = webcrypto.subtle;

/**
 * Hashes at once instead of on a thread, because a transaction that waits holds up all others. The result is
 * still a promise, as the interface demands.
 */
async function digest(
  algorithm: string | { name: string },
  data: ArrayBuffer | ArrayBufferView,
): Promise<ArrayBuffer> {
  const name = (typeof algorithm === "string" ? algorithm : algorithm.name).toUpperCase();
  if (!/^SHA-(1|256|384|512)$/.test(name))
    throw new DOMException(`Unrecognized algorithm name ${name}`, "NotSupportedError");
  const view = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return Uint8Array.from(createHash(name.replace("-", "")).update(view).digest()).buffer;
}

/** What transactions have begun that goes on outside of their own steps. A transaction is not over before it is. */
export const onOtherThreads = new Set<Promise<unknown>>();

function noted<T>(work: Promise<T>): Promise<T> {
  const ended: Promise<unknown> = work.then(
    () => onOtherThreads.delete(ended),
    () => onOtherThreads.delete(ended),
  );
  onOtherThreads.add(ended);
  return work;
}

const syncSubtle = new Proxy(subtle, {
  get(target, name) {
    if (name === "digest") return digest;
    const value = Reflect.get(target, name);
    return typeof value === "function"
      ? (...args: unknown[]) => noted(Reflect.apply(value, target, args) as Promise<unknown>)
      : value;
  },
});

/**
 * Globals of queries and mutations: what waits for the world outside throws. Random bytes and UUIDs are of the real
 * kind, because apps make secrets of them; nothing here runs a function twice and expects the same.
 */
export const transactionGlobals = {
  ...EVERYWHERE,
  fetch: refuse("fetch()"),
  setTimeout: refuse("setTimeout"),
  setInterval: refuse("setInterval"),
  setImmediate: refuse("setImmediate"),
  clearTimeout: () => {},
  clearInterval: () => {},
  crypto: {
    subtle: syncSubtle,
    getRandomValues: <T extends ArrayBufferView>(array: T): T =>
      webcrypto.getRandomValues(array as never) as T,
    randomUUID: () => webcrypto.randomUUID(),
  },
};

export const actionGlobals = {
  ...EVERYWHERE,
  fetch,
  setTimeout,
  setInterval,
  clearTimeout,
  clearInterval,
  performance,
  crypto: webcrypto,
};

/** `"use node"` actions run with what Node.js has. */
export const nodeGlobals = {
  ...actionGlobals,
  Buffer,
  setImmediate,
  clearImmediate,
};
