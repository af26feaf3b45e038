import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePorts } from "../scripts/lib/ports.ts";

/** A server that takes RTMP and gives HLS. */
export interface VideoPeer {
  name: string;
  rtmpUrl: string;
  playlistUrl: string;
  /** Answers its process, whose descendants count, too. */
  start(): number | Promise<number>;
  stop(): Promise<void>;
}

const MODULE = "/usr/lib/nginx/modules/ngx_rtmp_module.so";
const NGINX = "/usr/sbin/nginx";

/** nginx with its RTMP module, with segments of so many seconds. Both are packages of Debian. */
export async function anNginx(segmentS: number): Promise<VideoPeer | { missing: string }> {
  if (!existsSync(MODULE) || !existsSync(NGINX))
    return { missing: "nginx-rtmp (apt install nginx-light libnginx-mod-rtmp)" };
  const { rtmp, web } = await findFreePorts();
  const folder = mkdtempSync(join(tmpdir(), "molt-bench-"));
  for (const inner of ["", "hls", "temp"]) {
    mkdirSync(join(folder, inner), { recursive: true });
    chmodSync(join(folder, inner), 0o777);
  }
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (what) => `${what}_temp_path ${folder}/temp/${what};`,
  );
  const config = `load_module ${MODULE};
    worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
    events { worker_connections 256; }
    rtmp { server { listen 127.0.0.1:${rtmp}; application live {
      live on; hls on; hls_path ${folder}/hls; hls_fragment ${segmentS}s; hls_playlist_length ${segmentS * 6}s;
    } } }
    http { access_log off; ${temporary.join(" ")} server { listen 127.0.0.1:${web};
      types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
      location /hls { root ${folder}; add_header Cache-Control no-cache; add_header Access-Control-Allow-Origin *; }
    } }`;
  writeFileSync(join(folder, "nginx.conf"), config);
  let child: ChildProcess | null = null;
  return {
    name: `nginx-rtmp, segments of ${segmentS} s`,
    rtmpUrl: `rtmp://127.0.0.1:${rtmp}/live/stream`,
    playlistUrl: `http://127.0.0.1:${web}/hls/stream.m3u8`,
    async start() {
      child = spawn(NGINX, ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "ignore" });
      await answers(rtmp);
      return child.pid!;
    },
    stop: () => clear(child, folder),
  };
}

/**
 * What Owncast runs for a stream it passes through: ffmpeg that writes segments of so many seconds (3 at its default
 * level of latency). The files are served by this process, which does not count.
 */
export async function aFfmpegSegmenter(ffmpegPath: string, segmentS: number): Promise<VideoPeer> {
  const { rtmp } = await findFreePorts();
  const folder = mkdtempSync(join(tmpdir(), "molt-bench-"));
  const files = serveFiles(folder);
  files.listen(0, "127.0.0.1");
  await once(files, "listening");
  const rtmpUrl = `rtmp://127.0.0.1:${rtmp}/live/stream`;
  let child: ChildProcess | null = null;
  return {
    name: `ffmpeg, segments of ${segmentS} s (Owncast's default)`,
    rtmpUrl,
    playlistUrl: `http://127.0.0.1:${(files.address() as AddressInfo).port}/stream.m3u8`,
    async start() {
      const output = ["-f", "hls", "-hls_time", `${segmentS}`, "-hls_list_size", "10"];
      const flags = ["-hls_flags", "delete_segments+temp_file", join(folder, "stream.m3u8")];
      const args = ["-loglevel", "error", "-listen", "1", "-i", rtmpUrl, "-c", "copy", ...output, ...flags];
      child = spawn(ffmpegPath, args, { stdio: "ignore" });
      // It takes one connection only, so nobody may try whether it listens.
      await sleep(1500);
      return child.pid!;
    },
    async stop() {
      files.close();
      files.closeAllConnections();
      await clear(child, folder);
    },
  };
}

function serveFiles(folder: string): Server {
  return createServer((req, res) => {
    res.setHeader("Access-Control-Allow-Origin", "*");
    const file = createReadStream(join(folder, basename(req.url ?? "")));
    file.once("error", () => res.writeHead(404).end());
    file.once("open", () => file.pipe(res));
  });
}

async function clear(child: ChildProcess | null, folder: string): Promise<void> {
  if (child && child.exitCode === null) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(port, "127.0.0.1");
    const open = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
    await sleep(100);
  }
  throw new Error(`Nothing listens on ${port}.`);
}
