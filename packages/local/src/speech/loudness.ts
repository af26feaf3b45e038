/** What players and broadcasters agree on for speech. */
const TARGET_LUFS = -16;
/** A little below −1 dBTP, because an encoder makes peaks a little higher again. */
const CEILING = 10 ** (-2.2 / 20);
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
const BLOCK_S = 0.4;
const STEP_S = 0.1;
const LOOK_AHEAD_S = 0.004;
const RELEASE_S = 0.08;
/** Between two samples the sound may rise above both; this many places between them are looked at. */
const OVERSAMPLING = 4;
const REACH = 8;

/** No voice is as deep. What recordings have below moves loudspeakers, is not heard, and takes the room of what is. */
const RUMBLE_HZ = 30;

/**
 * Makes it as loud as all speech here is: about −16 LUFS (EBU R 128), and no peak above the ceiling, without rumble. Changes it
 * in place.
 */
export function level(samples: Float32Array, sampleRate: number): void {
  const withoutRumble = filter(highPassFor(sampleRate, RUMBLE_HZ));
  for (let at = 0; at < samples.length; at++) samples[at] = withoutRumble(samples[at]!);
  // Taking peaks off makes it a little softer, which the second pass makes up for.
  for (let pass = 0; pass < 2; pass++) {
    const loudness = loudnessOf(samples, sampleRate);
    if (!Number.isFinite(loudness)) return;
    const gain = 10 ** ((TARGET_LUFS - loudness) / 20);
    for (let at = 0; at < samples.length; at++) samples[at]! *= gain;
    limit(samples, sampleRate);
  }
}

/** Integrated loudness of one channel in LUFS (ITU-R BS.1770-4); −Infinity for silence. */
export function loudnessOf(samples: Float32Array, sampleRate: number): number {
  const steps = weightedSteps(samples, Math.round(STEP_S * sampleRate));
  const inBlock = Math.round(BLOCK_S / STEP_S);
  const energies: number[] = [];
  for (let from = 0; from === 0 || from + inBlock <= steps.length; from++) {
    const block = steps.slice(from, from + inBlock);
    energies.push(block.reduce((sum, each) => sum + each, 0) / (BLOCK_S * sampleRate));
  }
  const loud = energies.filter((energy) => lufs(energy) > ABSOLUTE_GATE_LUFS);
  const gate = lufs(mean(loud)) + RELATIVE_GATE_LU;
  return lufs(mean(loud.filter((energy) => lufs(energy) > gate)));

  /** The energy of each step, as ears weigh it. */
  function weightedSteps(all: Float32Array, length: number): number[] {
    const [shelf, highPass] = [
      filter(shelfFor(sampleRate)),
      filter(highPassFor(sampleRate, HARDLY_HEARD_HZ)),
    ];
    const sums: number[] = [];
    for (let from = 0; from < all.length; from += length) {
      let sum = 0;
      const to = Math.min(all.length, from + length);
      for (let at = from; at < to; at++) sum += highPass(shelf(all[at]!)) ** 2;
      sums.push(sum);
    }
    return sums;
  }
}

const lufs = (energy: number) => -0.691 + 10 * Math.log10(energy);
const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length || 0;

type Coefficients = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

/** The head before the ears makes high sounds louder. */
function shelfFor(sampleRate: number): Coefficients {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const [q, high] = [0.7071752369554196, 10 ** (3.999843853973347 / 20)];
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return [
    (high + (band * k) / q + k * k) / a0,
    (2 * (k * k - high)) / a0,
    (high - (band * k) / q + k * k) / a0,
    (2 * (k * k - 1)) / a0,
    (1 - k / q + k * k) / a0,
  ];
}

/** Very deep sounds are hardly heard. */
const HARDLY_HEARD_HZ = 38.13547087602444;

function highPassFor(sampleRate: number, hz: number): Coefficients {
  const k = Math.tan((Math.PI * hz) / sampleRate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return [1, -2, 1, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0];
}

function filter([b0, b1, b2, a1, a2]: Coefficients): (sample: number) => number {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (x) => {
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  };
}

/** Turns the sound down where it would go over the ceiling: before it does, and back up without a bump. */
function limit(samples: Float32Array, sampleRate: number): void {
  const ahead = Math.round(LOOK_AHEAD_S * sampleRate);
  const release = 1 - Math.exp(-1 / (RELEASE_S * sampleRate));
  const attack = 1 - Math.exp(-5 / ahead);
  const wanted = new Float32Array(samples.length).fill(1);
  for (let at = 0; at < samples.length; at++) {
    const peak = truePeakAt(samples, at);
    if (peak <= CEILING) continue;
    const gain = CEILING / peak;
    for (let before = Math.max(0, at - ahead); before <= Math.min(samples.length - 1, at + 1); before++)
      wanted[before] = Math.min(wanted[before]!, gain);
  }
  let gain = 1;
  for (let at = 0; at < samples.length; at++) {
    gain += (wanted[at]! - gain) * (wanted[at]! < gain ? attack : release);
    samples[at]! *= gain;
  }
}

/** The highest value from a sample to the next. Only looked for where it can matter. */
function truePeakAt(samples: Float32Array, at: number): number {
  const [here, next] = [Math.abs(samples[at]!), Math.abs(samples[at + 1] ?? 0)];
  let peak = Math.max(here, next);
  if (peak < CEILING * 0.7) return peak;
  for (let part = 1; part < OVERSAMPLING; part++) {
    let sum = 0;
    for (let tap = -REACH + 1; tap <= REACH; tap++) {
      const distance = part / OVERSAMPLING - tap;
      sum += (samples[at + tap] ?? 0) * sincAt(distance);
    }
    peak = Math.max(peak, Math.abs(sum));
  }
  return peak;
}

/** The same sound at another sample rate. */
export function resampled(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const result = new Float32Array(Math.floor((samples.length * to) / from));
  // Downwards, what the lower rate cannot hold is left out.
  const cutoff = Math.min(1, to / from);
  const reach = Math.ceil(REACH / cutoff);
  for (let at = 0; at < result.length; at++) {
    const place = (at * from) / to;
    const middle = Math.floor(place);
    let sum = 0;
    for (let tap = middle - reach + 1; tap <= middle + reach; tap++) {
      const sample = samples[tap];
      if (sample) sum += sample * sincAt((place - tap) * cutoff);
    }
    result[at] = sum * cutoff;
  }
  return result;
}

/** So many values of the window from one sample to the next: the ear cannot tell what lies between two of them. */
const FINENESS = 1024;
const SINC = Float32Array.from({ length: REACH * FINENESS + 1 }, (_, step) => {
  const angle = (Math.PI * step) / FINENESS;
  return step === 0 ? 1 : (Math.sin(angle) / angle) * (0.5 + 0.5 * Math.cos(angle / REACH));
});

/** What a sample at this distance counts for. */
const sincAt = (distance: number) => SINC[Math.round(Math.abs(distance) * FINENESS)] ?? 0;
