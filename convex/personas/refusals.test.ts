import { type AccessStage, anAccessStage } from "../access.setup";
import { asCleo, bringAbout, type Scenarios } from "../http/refusals.setup";

const notReady = asCleo(undefined, ({ ids: { replica } }) => ({ body: { default_replica_id: replica } }));
const ofAnotherVersion = asCleo(undefined, { body: { base_version: 7 } });

/** Cleo has as many voices as one may have, all of them ready. */
async function manyVoices({ world: { t }, ids }: AccessStage): Promise<void> {
  await t.run(async (ctx) => {
    const { _id, _creationTime, ...voice } = (await ctx.db.get(
      ctx.db.normalizeId("replicas", ids.replica)!,
    ))!;
    for (let i = 0; i < 5; i++)
      await ctx.db.insert("replicas", { ...voice, state: { kind: "ready", at: 1 } });
  });
}

/** A second of silence as a WAV file. */
function aShortSample(): Blob {
  const header = new DataView(new ArrayBuffer(44 + 8000));
  const text = (at: number, word: string) =>
    [...word].forEach((letter, i) => {
      header.setUint8(at + i, letter.charCodeAt(0));
    });
  text(0, "RIFF");
  header.setUint32(4, 36 + 8000, true);
  text(8, "WAVEfmt ");
  header.setUint32(16, 16, true);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    header.setUint16(at, value, true);
  header.setUint32(24, 8000, true);
  header.setUint32(28, 8000, true);
  text(36, "data");
  header.setUint32(40, 8000, true);
  return new Blob([header.buffer]);
}

const SCENARIOS: Scenarios<AccessStage> = {
  saveMySoul: { version_conflict: ofAnotherVersion },
  restoreMySoul: { version_conflict: ofAnotherVersion },
  makePersona: { conflict: notReady },
  changePersona: { conflict: notReady },
  createReplica: {
    consent_required: asCleo(undefined, { body: { consent: undefined } }),
    conflict: asCleo(manyVoices),
    out_of_range: async (stage, route) => {
      const fileId = await stage.world.t.run((ctx) => ctx.storage.store(aShortSample()));
      return await asCleo(undefined, { body: { voice_file_id: fileId, voice_sample_url: undefined } })(
        stage,
        route,
      );
    },
    url_forbidden: asCleo(undefined, { body: { voice_sample_url: "https://10.0.0.1/cleo.mp3" } }),
  },
};

bringAbout("personas", anAccessStage, SCENARIOS);
