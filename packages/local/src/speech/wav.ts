/** 16-bit mono, as the engines write it and as we do. */
export function readWav(wav: Buffer): { samples: Float32Array; sampleRate: number } {
  const sampleRate = wav.readUInt32LE(24);
  const data = wav.indexOf("data", 12, "latin1");
  if (data < 0) throw new Error("not a WAV file");
  // The length that stands there is not trusted: one writer leaves it at zero.
  const bytes = wav.subarray(data + 8);
  const samples = new Float32Array(bytes.length >> 1);
  for (let at = 0; at < samples.length; at++) samples[at] = bytes.readInt16LE(at * 2) / 32_768;
  return { samples, sampleRate };
}

export function writeWav(samples: Float32Array, sampleRate: number): Buffer {
  const wav = Buffer.alloc(44 + samples.length * 2);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(36 + samples.length * 2, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(samples.length * 2, 40);
  for (let at = 0; at < samples.length; at++) {
    const value = Math.round(samples[at]! * 32_768);
    wav.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), 44 + at * 2);
  }
  return wav;
}
