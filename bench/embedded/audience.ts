import type { Connection, Writer } from "./clients/client.ts";
import { received } from "./clients/frameSocket.ts";
import { markedText } from "./clients/marker.ts";
import type { Contender } from "./contenders.ts";
import { quantile } from "./samples.ts";
import { Usage } from "./usage.ts";
import { sleep } from "./workload.ts";

/** Opened at a time, so that no queue of connections overflows. */
const OPENING = 50;
/**
 * What new servers are put to before anything counts: code that has hardly run is slow in every one of them, and is
 * translated meanwhile by threads that share the server's core.
 */
const WARM_UP_RATE = 50;
const WARM_UP_SECONDS = 5;
/** At the beginning of each load, before it counts. */
const RUN_UP_MS = 500;
/** How long messages may still arrive after the last one was sent. */
const DRAIN_MS = 500;
/** How long a server gets to finish a load that was too much for it. */
const REST_MS = 5_000;

export interface AudienceOptions {
  rooms: number;
  viewersPerRoom: number;
  /** How many of the newest messages a viewer watches. */
  window: number;
  writers: number;
}

/** What a load of a fixed rate showed. */
export interface Delivered {
  /** All arrived, 99 % of them within 100 ms, and the generator kept its rate. */
  readonly passed: boolean;
  readonly values: Record<string, number>;
}

/** Every message of the process has another number, so late ones of an earlier load cannot be mistaken. */
let nextNumber = 1;

/** The viewers and writers of one server, and the loads they are put to. */
export class Audience {
  private readonly viewers: Connection[] = [];
  private readonly writers: Writer[] = [];
  private load: Load | null = null;

  private constructor(
    private readonly contender: Contender,
    private readonly options: AudienceOptions,
  ) {}

  static async gather(contender: Contender, options: AudienceOptions): Promise<Audience> {
    const audience = new Audience(contender, options);
    for (let i = 0; i < options.writers; i++) audience.writers.push(await contender.client.writer());
    await audience.fillWindows();
    await audience.open();
    await audience.run(WARM_UP_RATE, WARM_UP_SECONDS);
    return audience;
  }

  /** Viewers whose connection the server has ended. */
  get lost(): number {
    return this.viewers.filter(({ isOpen }) => !isOpen).length;
  }

  /** Posts `rate` messages a second, evenly over the rooms, whether or not earlier ones have arrived. */
  async run(rate: number, seconds: number): Promise<Delivered> {
    const { viewersPerRoom } = this.options;
    const total = Math.ceil(rate * (RUN_UP_MS / 1000 + seconds));
    const load = new Load(nextNumber, total, viewersPerRoom);
    nextNumber += total;
    this.load = load;
    const startedAt = performance.now();
    let usage: Usage | null = null;
    while (load.sent < total) {
      const elapsed = performance.now() - startedAt;
      if (!usage && elapsed >= RUN_UP_MS) {
        usage = new Usage(this.contender.process);
        load.measureFromHere();
      }
      const due = Math.min(total, Math.ceil((elapsed / 1000) * rate));
      while (load.sent < due) this.post(load);
      await sleep(1);
    }
    const postedIn = (performance.now() - startedAt) / 1000;
    const until = performance.now() + DRAIN_MS;
    while (!load.complete && performance.now() < until) await sleep(5);
    const delivered = this.delivered(load, usage!, total / postedIn / rate);
    // What an overloaded server still owes is not the burden of the next load.
    const rested = performance.now() + REST_MS;
    while (!load.complete && performance.now() < rested) await sleep(20);
    return delivered;
  }

  close(): void {
    for (const connection of [...this.viewers, ...this.writers]) connection.close();
  }

  private post(load: Load): void {
    const { writers } = this;
    const room = load.sent % this.options.rooms;
    const number = load.send();
    // A refused message shows as one that never arrives.
    writers[number % writers.length]!.post(roomName(room), markedText(number)).catch(() => {});
  }

  private delivered(load: Load, usage: Usage, keptRate: number): Delivered {
    const { deliveries, bytes, seconds, latencies, lastLatencies } = load.measured();
    const { serverSeconds, loads } = usage.end();
    const p99 = quantile(latencies, 0.99);
    const arrived = load.arrivedShare();
    return {
      passed: arrived >= 0.999 && p99 < 100 && keptRate > 0.95 && this.lost === 0,
      values: {
        deliveriesPerSecond: deliveries / seconds,
        p50: quantile(latencies, 0.5),
        p99,
        lastP50: quantile(lastLatencies, 0.5),
        lastP99: quantile(lastLatencies, 0.99),
        cpuPer100k: (serverSeconds / deliveries) * 100_000,
        bytesPerDelivery: bytes / deliveries,
        arrived,
        ...loads,
      },
    };
  }

  /** Full windows from the first message on: otherwise early deliveries would be smaller than later ones. */
  private async fillWindows(): Promise<void> {
    const { rooms, window } = this.options;
    for (let room = 0; room < rooms; room++)
      await this.writers[0]!.fill(roomName(room), markedText(0), window);
  }

  private async open(): Promise<void> {
    const { rooms, viewersPerRoom, window } = this.options;
    let next = 0;
    const openSome = async () => {
      while (next < rooms * viewersPerRoom) {
        const index = next++;
        const seat = Math.floor(index / rooms);
        const seen = (number: number) => this.load?.arrive(seat, number) ?? false;
        this.viewers[index] = await this.contender.client.watch(roomName(index % rooms), window, seen);
      }
    };
    await Promise.all(Array.from({ length: OPENING }, openSome));
  }
}

function roomName(room: number): string {
  return `room${room}`;
}

/** The books of one load: which message was sent when, and who has it. */
class Load {
  sent = 0;
  private readonly sentAt: Float64Array;
  private readonly missing: Uint16Array;
  private readonly seen: Uint8Array;
  private readonly latencies: Float64Array;
  private readonly lastLatencies: number[] = [];
  private arrivals = 0;
  private measuredFrom = Number.POSITIVE_INFINITY;
  private recorded = 0;
  private window = { startedAt: 0, arrivals: 0, bytes: 0 };
  private lastArrivalAt = 0;

  constructor(
    private readonly base: number,
    private readonly total: number,
    private readonly viewersPerRoom: number,
  ) {
    this.sentAt = new Float64Array(total);
    this.missing = new Uint16Array(total).fill(viewersPerRoom);
    this.seen = new Uint8Array(total * viewersPerRoom);
    this.latencies = new Float64Array(total * viewersPerRoom);
  }

  get complete(): boolean {
    return this.arrivals === this.total * this.viewersPerRoom;
  }

  /** The number of the next message, which is sent now. */
  send(): number {
    this.sentAt[this.sent] = performance.now();
    return this.base + this.sent++;
  }

  measureFromHere(): void {
    this.measuredFrom = this.sent;
    this.window = { startedAt: performance.now(), arrivals: this.arrivals, bytes: received.bytes };
  }

  /** Takes note of a message at a viewer of its room; `false` when it was known, and with it all older ones. */
  arrive(seat: number, number: number): boolean {
    const index = number - this.base;
    if (index < 0 || index >= this.sent) return false;
    const cell = index * this.viewersPerRoom + seat;
    if (this.seen[cell]) return false;
    this.seen[cell] = 1;
    this.arrivals++;
    const now = performance.now();
    this.lastArrivalAt = now;
    const last = --this.missing[index]! === 0;
    if (index >= this.measuredFrom) {
      const latency = now - this.sentAt[index]!;
      this.latencies[this.recorded++] = latency;
      if (last) this.lastLatencies.push(latency);
    }
    return true;
  }

  arrivedShare(): number {
    return this.recorded / ((this.total - this.measuredFrom) * this.viewersPerRoom);
  }

  measured() {
    return {
      deliveries: this.arrivals - this.window.arrivals,
      bytes: received.bytes - this.window.bytes,
      seconds: (this.lastArrivalAt - this.window.startedAt) / 1000,
      latencies: this.latencies.subarray(0, this.recorded),
      lastLatencies: Float64Array.from(this.lastLatencies),
    };
  }
}
