import { afterEach, describe, expect, test, vi } from "vitest";
import { asRefusal } from "./errors";
import { faultOf, parseNetworks, readOutboundUrl, requireOutboundUrl } from "./outbound.rules";

/** Addresses that lead into somebody's own network, or nowhere. One of each range that there is. */
const FORBIDDEN_V4 = [
  ...["0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1"],
  ...["127.1.2.3", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.254", "192.0.0.1"],
  ...["192.0.0.170", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.1"],
  ...["192.175.48.1", "198.18.0.1", "198.19.255.254", "198.51.100.1", "203.0.113.10", "224.0.0.1"],
  ...["239.255.255.255", "240.0.0.1", "255.255.255.255"],
];
const FORBIDDEN_V6 = [
  ...["::", "::1", "::2", "::7f00:1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1"],
  ...["::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::8.8.8.8"],
  ...["64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:2::1", "2001:3::1", "2001:4:112::1"],
  ...["2001:10::1", "2001:20::1", "2001:30::1", "2001:db8::1", "2002:7f00:1::", "2002:0a00:0001::1"],
  ...["2620:4f:8000::1", "3fff::1", "4000::1", "5f00::1", "8000::1", "fc00::1", "fd00:ec2::254", "fe80::1"],
  ...["febf::1", "fec0::1", "ff02::1", "ff0e::1"],
];
const PUBLIC = [
  "8.8.8.8",
  "1.1.1.1",
  "93.184.215.14",
  "2606:4700::1111",
  "2a00:1450:4001:800::200e",
  "::ffff:8.8.8.8",
];

const refusalOf = (url: string) => {
  try {
    return requireOutboundUrl("url", url);
  } catch (error) {
    return asRefusal(error);
  }
};

/** The same address in the letters that URL parsers know. */
function spellings(address: string): string[] {
  const parts = address.split(".").map(Number) as [number, number, number, number];
  const number = parts.reduce((sum, part) => sum * 256 + part, 0);
  const [a, b, c, d] = parts;
  const hex = (value: number) => `0x${value.toString(16)}`;
  const octal = (value: number) => `0${value.toString(8)}`;
  return [
    address,
    `${address}.`,
    `${number}`,
    hex(number),
    `0x${number.toString(16).toUpperCase().padStart(8, "0")}`,
    `0${number.toString(8)}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    parts.map(hex).join("."),
    parts.map(octal).join("."),
    parts.map((part) => `0000${part.toString(8)}`).join("."),
    `${hex(a)}.${octal(b)}.${c}.${d}`,
    address.replaceAll(".", "。"),
    address.replaceAll(".", "．"),
    address.replaceAll(".", "%2e"),
    address.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    address.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit))),
    address.replace(/\d/g, (digit) => `%3${digit}`),
    `[::ffff:${address}]`,
    `[0:0:0:0:0:FFFF:${address}]`,
    `[::ffff:${hex(a * 256 + b).slice(2)}:${hex(c * 256 + d).slice(2)}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[2002:${hex(a * 256 + b).slice(2)}:${hex(c * 256 + d).slice(2)}::1]`,
  ];
}

const urlsOf = (host: string) => [
  `https://${host}/`,
  `https://${host}:443/hook`,
  `https://${host}:8443/hook?a=b#c`,
  `HTTPS:\\\\${host}\\hook`,
  ` https://${host}/\t`,
  `ht\ntps://${host}/`,
];

const LOCAL_NAMES = [
  "localhost",
  "LOCALHOST",
  "localhost.",
  "a.localhost",
  "ｌocalhost",
  "%6cocalhost",
  "loc\talhost",
];

afterEach(() => void vi.unstubAllEnvs());

describe("addresses that are not called", () => {
  const hosts = [
    ...FORBIDDEN_V4.flatMap(spellings),
    ...FORBIDDEN_V6.flatMap((address) => [`[${address}]`, `[${address.toUpperCase()}]`]),
    ...LOCAL_NAMES,
  ];
  const urls = hosts.flatMap(urlsOf);

  test("no spelling of an address that is not public gets through, of thousands", () => {
    expect(urls.length).toBeGreaterThan(4000);
    expect(urls.filter((url) => typeof readOutboundUrl(url) !== "string")).toEqual([]);
  });

  test("nor when a name leads there", () => {
    const url = new URL("https://example.org/");
    const leaks = [...FORBIDDEN_V4, ...FORBIDDEN_V6].filter((address) => faultOf(url, address) === null);
    expect(leaks).toEqual([]);
    for (const odd of ["", "example.org", "fe80::1%eth0", "127.0.0.1/8", "0177.0.0.1", "1"])
      expect(faultOf(url, odd), odd).toBe("forbidden_address");
  });

  test("public addresses and names are called, in their normal form", () => {
    for (const address of PUBLIC) {
      const host = address.includes(":") ? `[${address}]` : address;
      expect(typeof readOutboundUrl(`https://${host}/`), address).toBe("object");
      expect(faultOf(new URL("https://example.org/"), address), address).toBe(null);
    }
    expect(requireOutboundUrl("url", "HTTPS://Example.ORG:443/a b#secret")).toBe("https://example.org/a%20b");
  });

  test.each([
    ["http://example.org/", "not_https"],
    ["ftp://example.org/", "not_https"],
    ["file:///etc/passwd", "not_https"],
    ["gopher://127.0.0.1:6379/_x", "not_https"],
    ["javascript:alert(1)", "not_https"],
    ["data:text/plain,x", "not_https"],
    ["https://ada@example.org/", "credentials_in_url"],
    ["https://:pass@example.org/", "credentials_in_url"],
    ["https://example.org:pass@127.0.0.1/", "credentials_in_url"],
    ["https://example.org:22/", "bad_port"],
    ["https://example.org:80/", "bad_port"],
    ["https://8.8.8.8:6379/", "bad_port"],
    ["https://", "bad_url"],
    ["//example.org/", "bad_url"],
    ["example.org", "bad_url"],
    ["", "bad_url"],
    ["https://exa mple.org/", "bad_url"],
    ["https://256.256.256.256/", "bad_url"],
    ["https://[fe80::1%25eth0]/", "bad_url"],
    [`https://example.org/${"a".repeat(2048)}`, "bad_url"],
  ])("%s is refused: %s", (url, issue) => {
    expect(readOutboundUrl(url)).toBe(issue);
    expect(refusalOf(url)).toMatchObject({
      code: "url_forbidden",
      field: "url",
      issue,
    });
  });
});

describe("networks of one's own", () => {
  test("are called over HTTP and at any port, and everything else stays as it is", () => {
    vi.stubEnv("MOLT_OUTBOUND_ALLOW", "127.0.0.1, 10.1.0.0/16 fd00::/8");
    for (const url of [
      "http://127.0.0.1:9000/hook",
      "http://localhost:9000/",
      "https://10.1.2.3:22/",
      "http://[fd00::7]/",
    ])
      expect(typeof readOutboundUrl(url), url).toBe("object");
    for (const url of [
      "http://127.0.0.2:9000/",
      "http://10.2.0.1/",
      "http://8.8.8.8/",
      "https://8.8.8.8:22/",
      "http://[::1]/",
    ])
      expect(typeof readOutboundUrl(url), url).toBe("string");
    const named = readOutboundUrl("http://agent:9000/hook") as URL;
    expect(faultOf(named, "10.1.2.3")).toBe(null);
    expect(faultOf(named, "::ffff:10.1.2.3")).toBe(null);
    expect(faultOf(named, "10.2.2.3")).toBe("forbidden_address");
    expect(faultOf(named, "8.8.8.8")).toBe("not_https");
  });

  test("that make no sense are an error and not an empty list", () => {
    expect(parseNetworks(null)).toEqual([]);
    for (const entry of ["localhost", "10.0.0.0/33", "10.1", "0x7f000001", "::/129", "*", "127.0.0.1:80"])
      expect(() => parseNetworks(entry), entry).toThrow(`MOLT_OUTBOUND_ALLOW has "${entry}"`);
  });
});
