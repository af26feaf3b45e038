import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { faultOf } from "../../../convex/lib/outbound.rules.ts";
import { AddressList } from "../src/outside/addressList.ts";
import { Outside, type OutsideOptions } from "../src/outside/outside.ts";
import { isPublic, mayCall } from "../src/outside/rules.ts";

/** Real sockets on this machine: 127.0.0.1 is allowed as one's own network, 127.0.0.2 stands for what is not. */
const OWN = "127.0.0.1";
const FORBIDDEN = "127.0.0.2";

let folder: string;
let file: string;
const opened: Server[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "molt-outside-"));
  file = join(folder, "sample");
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  for (const server of opened.splice(0)) server.close().closeAllConnections();
  rmSync(file, { force: true });
});

async function aServer(listener: RequestListener, host = OWN) {
  let connections = 0;
  const server = createServer(listener).on("connection", () => connections++);
  opened.push(server);
  await new Promise<void>((ready) => server.listen(0, host, ready));
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

const anOutside = (options: Partial<OutsideOptions> = {}) =>
  new Outside({ publicUrl: "https://molt.example", ownPort: () => 1, allow: [OWN], ...options });

const download = (outside: Outside, address: string, maxBytes = 1000) =>
  outside.download(address, { file, maxBytes, signal: new AbortController().signal });

test("a file is brought as it is", async () => {
  const { port } = await aServer((_, res) => res.end("a sample"));
  await download(anOutside(), `http://${OWN}:${port}/a?b=c`);
  expect(readFileSync(file, "utf8")).toBe("a sample");
});

test.each([
  ["loopback", (port: number) => `http://${FORBIDDEN}:${port}/`],
  ["loopback in another spelling", (port: number) => `http://0x7f.2:${port}/`],
  ["loopback as a number", (port: number) => `http://2130706434:${port}/`],
  ["loopback of version 6", (port: number) => `http://[::1]:${port}/`],
  ["loopback inside version 6", (port: number) => `http://[::ffff:127.0.0.2]:${port}/`],
  ["what a cloud tells its machines", () => "http://169.254.169.254/latest/meta-data"],
  ["a private network", () => "https://10.0.0.1/"],
  ["nowhere", () => "https://0.0.0.0/"],
  ["a public address without TLS", () => "http://8.8.8.8/"],
  ["a public address at another door", () => "https://8.8.8.8:6379/"],
  ["a file", () => "file:///etc/passwd"],
  ["with a password", () => "https://ada:secret@8.8.8.8/"],
])("an address that leads to %s is not called", async (_, address) => {
  const inside = await aServer((_, res) => res.end("inside"), FORBIDDEN);
  await expect(download(anOutside(), address(inside.port))).rejects.toThrow(
    /^(?:this instance does not call that address|that is no http\(s\) address)$/,
  );
  expect(inside.connections()).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test("a name that leads into the machine is not called, nor with a good address beside it", async () => {
  const inside = await aServer((_, res) => res.end("inside"), FORBIDDEN);
  for (const addresses of [[FORBIDDEN], [OWN, FORBIDDEN], ["8.8.8.8", "169.254.169.254"]]) {
    const outside = anOutside({ resolve: async () => addresses });
    await expect(download(outside, `http://rebound.example:${inside.port}/`)).rejects.toThrow(
      "does not call",
    );
  }
  expect(inside.connections()).toBe(0);
});

test("a name is looked at once, and the connection goes where that look has led", async () => {
  const inside = await aServer((_, res) => res.end("inside"), FORBIDDEN);
  const good = await aServer((_, res) => res.end("good"));
  const answers = [[OWN], [FORBIDDEN], [FORBIDDEN]];
  const outside = anOutside({ resolve: async () => answers.shift()! });
  await download(outside, `http://rebound.example:${good.port}/`);
  expect(readFileSync(file, "utf8")).toBe("good");
  expect([answers.length, inside.connections()]).toEqual([2, 0]);
});

test.each([301, 302, 303, 307, 308])("a redirect with %d is not followed", async (status) => {
  const inside = await aServer((_, res) => res.end("inside"), FORBIDDEN);
  const { port } = await aServer((_, res) =>
    res.writeHead(status, { Location: `http://${FORBIDDEN}:${inside.port}/` }).end(),
  );
  await expect(download(anOutside(), `http://${OWN}:${port}/`)).rejects.toThrow(`answered ${status}`);
  expect(inside.connections()).toBe(0);
});

test("what is too large, whether it says so or not, leaves nothing", async () => {
  const says = await aServer((_, res) =>
    res.writeHead(200, { "Content-Length": "5000" }).end("x".repeat(5000)),
  );
  const floods = await aServer((_, res) => {
    const flood = () => {
      while (res.write("x".repeat(65_536)));
    };
    res.on("drain", flood);
    flood();
  });
  for (const { port } of [says, floods]) {
    await expect(download(anOutside(), `http://${OWN}:${port}/`)).rejects.toThrow("larger than");
    expect(existsSync(file)).toBe(false);
  }
});

test("what is cut off, and whoever is not there, leaves nothing", async () => {
  const cuts = await aServer((_, res) => {
    res.writeHead(200, { "Content-Length": "500" });
    res.write("half");
    setTimeout(() => res.destroy(), 20);
  });
  await expect(download(anOutside(), `http://${OWN}:${cuts.port}/`)).rejects.toThrow("cannot be reached");
  await expect(download(anOutside(), `http://${OWN}:1/`)).rejects.toThrow("cannot be reached");
  await expect(download(anOutside({ resolve: async () => [] }), "https://a.example/")).rejects.toThrow(
    "name is not known",
  );
  expect(existsSync(file)).toBe(false);
});

test("this instance's own API is reached on this machine, and nothing else of it", async () => {
  const paths: string[] = [];
  const { port } = await aServer((req, res) => {
    paths.push(`${req.method} ${req.url}`);
    res.end("own");
  });
  const outside = anOutside({ allow: [], ownPort: () => port, publicUrl: "https://molt.example" });
  for (const origin of ["https://molt.example", `http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
    await download(outside, `${origin}/api/storage/one?a=b`);
    expect(await outside.post(`${origin}/api/told`, "{}", new AbortController().signal)).toBe(200);
    for (const path of ["/", "/local/tavus/v2/videos", "/api/../local/tavus/v2/videos", "/apis"])
      await expect(
        download(
          anOutside({ allow: [], ownPort: () => port, resolve: async () => [OWN] }),
          `${origin}${path}`,
        ),
      ).rejects.toThrow();
  }
  expect(new Set(paths)).toEqual(new Set(["GET /api/storage/one?a=b", "POST /api/told"]));
});

test("public is what IANA has given to everybody", () => {
  for (const address of ["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"])
    expect([address, isPublic(address)]).toEqual([address, true]);
  for (const address of [
    ...["127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.1.1", "100.64.0.1"],
    ...["0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "203.0.113.5", "192.0.2.1"],
    ...["::", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:7f00:1::"],
    ...["2001:db8::1", "2001::1", "3fff::1", "nonsense", ""],
  ])
    expect([address, isPublic(address)]).toEqual([address, false]);
});

/** Around the edges of every network that either of both knows of. */
const EDGES = [
  ...[
    "0.0.0.0",
    "10.0.0.0",
    "100.64.0.0",
    "100.128.0.0",
    "127.0.0.0",
    "128.0.0.0",
    "169.254.0.0",
    "172.16.0.0",
  ],
  ...["172.32.0.0", "192.0.0.0", "192.0.1.0", "192.0.2.0", "192.31.196.0", "192.52.193.0", "192.88.99.0"],
  ...[
    "192.168.0.0",
    "192.169.0.0",
    "192.175.48.0",
    "198.18.0.0",
    "198.20.0.0",
    "198.51.100.0",
    "203.0.113.0",
  ],
  ...["224.0.0.0", "240.0.0.0", "255.255.255.255"],
];
const EDGES_V6 = [
  ...[
    "::",
    "::1",
    "::ffff:8.8.8.8",
    "::ffff:10.0.0.1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "1fff::1",
  ],
  ...[
    "2000::1",
    "2001::1",
    "2001:1ff::1",
    "2001:200::1",
    "2001:db8::1",
    "2001:4860:4860::8888",
    "2002:a00:1::1",
  ],
  ...[
    "2606:4700::1111",
    "3ffe::1",
    "3fff::1",
    "3fff:1000::1",
    "4000::1",
    "fc00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
  ],
];

test("here and in the backend the same addresses may be called", () => {
  const own = new AddressList();
  const around = (address: string) => {
    const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    return [number - 1, number, number + 1]
      .filter((one) => one >= 0 && one < 2 ** 32)
      .map((one) => [24, 16, 8, 0].map((bits) => Math.floor(one / 2 ** bits) % 256).join("."));
  };
  let seed = 7;
  const anywhere = Array.from({ length: 500 }, () => {
    const part = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor(seed / 2 ** 16) % 256;
    };
    return [part(), part(), part(), part()].join(".");
  });
  const addresses = [...EDGES.flatMap(around), ...EDGES_V6, ...anywhere];
  for (const text of [
    "https://x.example/a",
    "http://x.example/a",
    "https://x.example:8443/",
    "https://x.example:22/",
  ]) {
    const url = new URL(text);
    for (const address of addresses)
      expect(mayCall(url, address, own), `${text} at ${address}`).toBe(faultOf(url, address) === null);
  }
});
