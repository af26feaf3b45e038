import path from "node:path";
import { backendEnvironment, writeBackendEnvironment } from "./backendEnvironment.ts";
import { Child } from "./child.ts";
import { ensureSecrets, type Secrets } from "./secrets.ts";
import { ROOT, type Settings } from "./settings.ts";
import { waitFor } from "./waitFor.ts";

export interface InstanceOptions {
  settings: Settings;
  ffmpegPath: string;
  /** Whether the demo agents go on air, too. */
  demo: boolean;
  /** In development browsers are told what went wrong; otherwise only the log is, as on Convex in production. */
  development?: boolean;
  /** Receives every line that a child writes. */
  onLine: (child: string, line: string) => void;
  /** When aborted, a start that is under way is given up and what was started is stopped. */
  signal?: AbortSignal;
}

/** A child died on its own. The message says which one, how, and what it said last. */
export class ChildDiedError extends Error {}

const READY_TIMEOUT_MS = 60_000;

/** A running Molt: the embedded Convex runtime, the local services and, when wanted, the demo agents. */
export class Instance {
  private readonly children: Child[] = [];
  private stopping = false;
  private reportDeath: (error: ChildDiedError) => void = () => undefined;

  /** Resolves with the error when a child dies without being asked to; pending for as long as all is well. */
  readonly died = new Promise<ChildDiedError>((resolve) => {
    this.reportDeath = resolve;
  });

  constructor(private readonly options: InstanceOptions) {}

  /**
   * Starts everything in order and returns when `/health` answers 200. The build folder must be up to date.
   * When that fails, what was started is stopped before the error is thrown.
   */
  async start(): Promise<void> {
    try {
      await this.startChildren();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  get settings(): Settings {
    return this.options.settings;
  }

  /** Where this machine reaches the front server. */
  get url(): string {
    return `http://127.0.0.1:${this.settings.ports.web}`;
  }

  /**
   * Stops the demo agents, then the local services, then the runtime: each while those it reports to still listen,
   * so that the backend hears that the encoders have gone. May be called again.
   */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const name of ["agents", "local", "embedded"]) {
      for (const child of this.children) if (child.name === name) await child.stop();
    }
  }

  /** Ends every process at once, as a power cut would. */
  async kill(): Promise<void> {
    this.stopping = true;
    for (const child of this.children) child.kill();
    await Promise.all(this.children.map((child) => child.exited));
  }

  private async startChildren(): Promise<void> {
    const { settings } = this.options;
    const secrets = await ensureSecrets(settings.dataDir);
    const envFile = await writeBackendEnvironment(settings, backendEnvironment(settings, secrets));
    // The stand-ins first: the backend asks them for live inputs as soon as it runs.
    this.startLocal(secrets);
    await this.ready("the local services", `${this.url}/local/cloudflare/`, () => true);
    this.startEmbedded(envFile);
    await this.ready("/health", `${this.url}/health`);
    if (this.options.demo) this.startDemoAgents();
  }

  private startEmbedded(envFile: string): void {
    const { dataDir, ports } = this.settings;
    this.spawn("embedded", [
      path.join(ROOT, "packages/embedded/bin/embedded.mjs"),
      ...["--data", path.join(dataDir, "convex")],
      ...["--port", `${ports.convex}`, "--site-port", `${ports.site}`],
      // Browsers see the front server only, so that is where functions say that files are.
      ...["--public-origin", this.settings.publicUrl],
      ...["--push", path.join(dataDir, "build", "push.json"), "--env-file", envFile],
      ...["--upload-bytes", `${this.settings.uploadBytes}`, "--log-format", "json"],
      // What a function did not foresee is for the log; visitors of a public instance get a request id.
      ...(this.options.development ? [] : ["--redact-errors"]),
    ]);
  }

  private startLocal(secrets: Secrets): void {
    this.spawn("local", ["--import", "tsx", path.join(ROOT, "packages/local/src/main.ts")], {
      CLOUDFLARE_ACCOUNT_ID: secrets.accountId,
      CLOUDFLARE_API_TOKEN: secrets.apiToken,
      CLOUDFLARE_WEBHOOK_SECRET: secrets.webhookSecret,
      RESEND_API_KEY: secrets.mailKey,
      // What the stand-ins ask for, whichever services the backend calls.
      TAVUS_API_KEY: secrets.tavusKey,
      SPEECH_API_KEY: secrets.speechKey,
      EMBEDDINGS_API_KEY: secrets.embeddingsKey,
    });
  }

  private startDemoAgents(): void {
    // Ordinary bots: they get the address of the platform and not one secret of it.
    this.spawn("agents", ["--import", "tsx", path.join(ROOT, "examples/demo-agents/main.ts")], {
      MOLT_URL: this.url,
    });
  }

  private spawn(name: string, args: string[], env: NodeJS.ProcessEnv = {}): void {
    const { settings, ffmpegPath, onLine } = this.options;
    const child = new Child({
      name,
      args,
      env: {
        MOLT_PORT: `${settings.ports.web}`,
        CONVEX_PORT: `${settings.ports.convex}`,
        CONVEX_SITE_PORT: `${settings.ports.site}`,
        RTMP_PORT: `${settings.ports.rtmp}`,
        MOLT_DATA: settings.dataDir,
        MOLT_PUBLIC_URL: settings.publicUrl,
        FFMPEG_PATH: ffmpegPath,
        CLERK_JWT_ISSUER_DOMAIN: settings.clerk?.issuer ?? "",
        ...env,
      },
      logDir: path.join(settings.dataDir, "logs"),
      onLine,
    });
    this.children.push(child);
    void child.exited.then((how) => {
      if (!this.stopping) this.reportDeath(new ChildDiedError(describeDeath(child, how)));
    });
  }

  /** Polls an address until it answers as wanted, with 200 by default. Fails at once when a child dies meanwhile. */
  private async ready(
    what: string,
    address: string,
    wanted = (response: Response) => response.ok,
  ): Promise<void> {
    const giveUp = new AbortController();
    const { signal: cancelled } = this.options;
    const signal = cancelled === undefined ? giveUp.signal : AbortSignal.any([giveUp.signal, cancelled]);
    let last = "no answer";
    const answered = waitFor(
      what,
      async () => {
        const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
        last = `${response.status} ${(await response.text()).slice(0, 200)}`;
        return wanted(response);
      },
      { timeoutMs: READY_TIMEOUT_MS, signal },
    ).catch((error: Error) => {
      throw new Error(`${error.message}; last: ${last}`, { cause: error });
    });
    const death = this.died.then((error) => {
      throw error;
    });
    try {
      await Promise.race([answered, death]);
    } finally {
      giveUp.abort();
      // The loser of the race is rejected later, when nobody listens any more.
      answered.catch(() => undefined);
      death.catch(() => undefined);
    }
  }
}

function describeDeath(child: Child, how: string): string {
  const lines = child.lastLines.map((line) => `    ${line}`).join("\n");
  return `"${child.name}" ${how}.${lines === "" ? "" : ` Its last lines:\n${lines}`}`;
}
