import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { clientAddress } from "../src/http/clientAddress.ts";

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  clientAddress({
    socket: { remoteAddress } as IncomingMessage["socket"],
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  });

test("HT5: a proxy on this machine is believed about its own client, and nobody else about anyone", () => {
  for (const proxy of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]) {
    expect(from(proxy, "198.51.100.1")).toBe("198.51.100.1");
    expect(from(proxy, "6.6.6.6, 2001:db8::1")).toBe("2001:db8::1");
    for (const nonsense of [undefined, "", "unknown", "198.51.100.1:80", "1.2.3", "198.51.100.1,"]) {
      expect(from(proxy, nonsense), nonsense).toBe(proxy);
    }
  }
  for (const peer of ["198.51.100.9", "10.0.0.1", "128.0.0.1", "::2", "2001:db8::127.0.0.1"]) {
    expect(from(peer, "6.6.6.6")).toBe(peer);
  }
  expect(from(undefined, "6.6.6.6")).toBeNull();
});
