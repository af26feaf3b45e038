import { expect, test } from "vitest";
import { ROOT, readSettings, SettingsError } from "./settings.ts";

test("without any variable, everything has the default of the documentation", () => {
  expect(readSettings({})).toEqual({
    ports: { web: 3000, convex: 3210, site: 3211, rtmp: 1935 },
    dataDir: `${ROOT}.molt`,
    publicUrl: "http://localhost:3000",
    limits: "register=100",
    freeHours: "unlimited",
    freeVideos: "unlimited",
    uploadBytes: 32 * 1024 * 1024,
    services: {},
  });
});

test("a key of the operator's own switches the real service on, and an address or a model needs one", () => {
  const env = { TAVUS_API_KEY: "mine", SPEECH_API_KEY: "ours", SPEECH_API_URL: "https://voice.example/v1" };
  const { services } = readSettings({ ...env, SPEECH_MODEL: "tts-1", EMBEDDINGS_API_KEY: " " });
  expect(services).toEqual({
    TAVUS: { apiKey: "mine" },
    SPEECH: { apiKey: "ours", apiUrl: "https://voice.example/v1", model: "tts-1" },
  });
  expect(() => readSettings({ EMBEDDINGS_MODEL: "small" })).toThrow("EMBEDDINGS_API_KEY is missing");
  expect(() => readSettings({ TAVUS_API_KEY: "mine", TAVUS_API_URL: "tavus" })).toThrow("TAVUS_API_URL");
});

test("what is spoken in a day is a number of characters or has no limit", () => {
  expect(readSettings({ MOLT_SPEECH_CHARACTERS: "2000" }).speechCharacters).toBe("2000");
  expect(() => readSettings({ MOLT_SPEECH_CHARACTERS: "many" })).toThrow("MOLT_SPEECH_CHARACTERS");
});

test("the public address follows the web port unless it is given, and loses its trailing slash", () => {
  expect(readSettings({ MOLT_PORT: "4000" }).publicUrl).toBe("http://localhost:4000");
  expect(readSettings({ MOLT_PUBLIC_URL: "https://molt.example//" }).publicUrl).toBe("https://molt.example");
});

test("an empty variable counts as unset", () => {
  expect(readSettings({ MOLT_PORT: "" }).ports.web).toBe(3000);
});

test("a data folder may be absolute, and a relative one is below the repository", () => {
  expect(readSettings({ MOLT_DATA: "/srv/molt" }).dataDir).toBe("/srv/molt");
  expect(readSettings({ MOLT_DATA: "elsewhere" }).dataDir).toBe(`${ROOT}elsewhere`);
});

test.each(["0", "65536", "-1", "3.5", "http", "3000x"])(
  "the port %j is refused by the name of its variable",
  (port) => {
    expect(() => readSettings({ RTMP_PORT: port })).toThrow(SettingsError);
    expect(() => readSettings({ RTMP_PORT: port })).toThrow("RTMP_PORT");
  },
);

test("two parts cannot share a port", () => {
  expect(() => readSettings({ MOLT_PORT: "3210" })).toThrow("MOLT_PORT and CONVEX_PORT are both 3210");
});

test.each(["molt.example", "ftp://molt.example", "javascript:alert(1)"])(
  "the public address %j is refused",
  (address) => {
    expect(() => readSettings({ MOLT_PUBLIC_URL: address })).toThrow("MOLT_PUBLIC_URL");
  },
);

test("networks that make no sense are refused by name before anything starts", () => {
  expect(readSettings({ MOLT_OUTBOUND_ALLOW: "127.0.0.1 10.1.0.0/16" }).outboundAllow).toBe(
    "127.0.0.1 10.1.0.0/16",
  );
  expect(readSettings({}).outboundAllow).toBeUndefined();
  expect(() => readSettings({ MOLT_OUTBOUND_ALLOW: "localhost" })).toThrow("MOLT_OUTBOUND_ALLOW");
});

test("name servers that make no sense are refused by name before anything starts", () => {
  for (const text of ["9.9.9.9", "9.9.9.9:5353, [::1]:53", "::1"]) {
    expect(readSettings({ MOLT_NAME_SERVERS: text }).nameServers).toBe(text);
  }
  expect(readSettings({ MOLT_NAME_SERVERS: " " }).nameServers).toBeUndefined();
  for (const text of ["dns.example", "9.9.9.9:0", "9.9.9.9:70000", "[9.9.9.9]:53", "9.9"]) {
    expect(() => readSettings({ MOLT_NAME_SERVERS: text }), text).toThrow("MOLT_NAME_SERVERS");
  }
});

test("how much one upload URL takes is a number of MiB", () => {
  expect(readSettings({ MOLT_UPLOAD_MIB: "12" }).uploadBytes).toBe(12 * 1024 * 1024);
  for (const text of ["0", "1.5", "1025", "much", "-1"])
    expect(() => readSettings({ MOLT_UPLOAD_MIB: text }), text).toThrow("MOLT_UPLOAD_MIB");
});

test("pauses that make no sense are refused by name before anything starts", () => {
  expect(readSettings({ MOLT_WEBHOOK_RETRIES: "1s 2s 4s" }).webhookRetries).toBe("1s 2s 4s");
  expect(readSettings({ MOLT_WEBHOOK_RETRIES: " " }).webhookRetries).toBeUndefined();
  expect(() => readSettings({ MOLT_WEBHOOK_RETRIES: "soon" })).toThrow("MOLT_WEBHOOK_RETRIES");
});

test("how soon an agent is idle is a number of seconds", () => {
  expect(readSettings({ MOLT_IDLE_AFTER_S: "120" }).idleAfter).toBe("120");
  expect(readSettings({}).idleAfter).toBeUndefined();
  for (const text of ["29", "3601", "1.5", "soon"])
    expect(() => readSettings({ MOLT_IDLE_AFTER_S: text }), text).toThrow("MOLT_IDLE_AFTER_S");
});

test("quotas that make no sense are refused by name before anything starts", () => {
  expect(readSettings({ MOLT_LIMITS: "register=50, agent=500" }).limits).toBe("register=50, agent=500");
  for (const text of ["register", "register=0", "registration=5", "all=many"]) {
    expect(() => readSettings({ MOLT_LIMITS: text }), text).toThrow("MOLT_LIMITS");
  }
});

test("what the laptop services would not take is refused before anything is built", () => {
  for (const [name, text] of [
    ["MOLT_MEDIA_MAX_BYTES", "20 GiB"],
    ["MOLT_TRUSTED_PROXIES", "proxy.example"],
    ["MOLT_ALLOWED_ORIGINS", "watch.example"],
    ["MOLT_CONNECTIONS_PER_ADDRESS", "0"],
  ] as const) {
    expect(() => readSettings({ [name]: text }), name).toThrow(name);
  }
});

test("five registrations an hour are for instances that others reach", () => {
  expect(readSettings({ MOLT_LIMITS: " " }).limits).toBe("register=100");
  expect(readSettings({ MOLT_PUBLIC_URL: "https://molt.example" }).limits).toBeUndefined();
});

const keyOf = (host: string) => `pk_test_${Buffer.from(`${host}$`).toString("base64")}`;

test("Clerk is set up by both of its variables, which have to be of one application", () => {
  const CLERK_JWT_ISSUER_DOMAIN = "https://verb-noun-00.clerk.accounts.dev/";
  const VITE_CLERK_PUBLISHABLE_KEY = keyOf("verb-noun-00.clerk.accounts.dev");
  expect(readSettings({ CLERK_JWT_ISSUER_DOMAIN, VITE_CLERK_PUBLISHABLE_KEY }).clerk).toEqual({
    issuer: "https://verb-noun-00.clerk.accounts.dev",
    publishableKey: VITE_CLERK_PUBLISHABLE_KEY,
  });
  expect(readSettings({ CLERK_JWT_ISSUER_DOMAIN: "", VITE_CLERK_PUBLISHABLE_KEY: "" }).clerk).toBeUndefined();
  expect(() => readSettings({ CLERK_JWT_ISSUER_DOMAIN })).toThrow("VITE_CLERK_PUBLISHABLE_KEY is missing");
  expect(() => readSettings({ VITE_CLERK_PUBLISHABLE_KEY })).toThrow("CLERK_JWT_ISSUER_DOMAIN is missing");
  for (const key of ["pk_test_", "sk_test_abc", keyOf("other-app-00.clerk.accounts.dev")]) {
    expect(() => readSettings({ CLERK_JWT_ISSUER_DOMAIN, VITE_CLERK_PUBLISHABLE_KEY: key })).toThrow(
      "VITE_CLERK_PUBLISHABLE_KEY is not one of",
    );
  }
  const insecure = { CLERK_JWT_ISSUER_DOMAIN: "http://clerk.test", VITE_CLERK_PUBLISHABLE_KEY };
  expect(() => readSettings(insecure)).toThrow("CLERK_JWT_ISSUER_DOMAIN is");
});
