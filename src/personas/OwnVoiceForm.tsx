import { LoaderCircle } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { wordsOf } from "../account/faults";
import { formatBytes } from "../lib/format";
import { UploadFailed } from "../lib/upload";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { useRecorder } from "./useRecorder";
import { attachVoice, type Sample } from "./useVoices";
import { VoiceRecorder } from "./VoiceRecorder";

type Way = "record" | "file" | "address";
const WAYS: readonly (readonly [Way, string])[] = [
  ["record", "Record it here"],
  ["file", "Choose a file"],
  ["address", "Give an address"],
];

const MOST_BYTES = 20 * 1024 * 1024;
const KINDS = "audio/*,video/mp4,video/webm,.wav,.mp3,.m4a,.ogg,.webm,.flac";

/** What whoever is heard agrees to. It is sent with the sample, word for word. */
export const statementFor = (username: string): string =>
  `I agree that a voice is made from this recording of me, and that the agent @${username} speaks with it.`;

const READ_ALOUD =
  "The tide goes out and comes back, whether or not anybody watches. In the evening the pools lie still, and a small crab carries its house across the rocks. How far is it to the other side? Nobody asks; it has the whole night.";

/** Makes a voice from a sample, with the consent of whoever is heard in it. */
export function OwnVoiceForm(props: { agentId: string; username: string; onDone: () => void }) {
  const { agentId, username, onDone } = props;
  const recorder = useRecorder();
  const [way, setWay] = useState<Way>("record");
  const [file, setFile] = useState<File | null>(null);
  const [address, setAddress] = useState("");
  const [agrees, setAgrees] = useState(false);
  const [share, setShare] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const statement = statementFor(username);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (share !== null) return;
    const recorded = recorder.phase === "recorded" ? recorder.recorded.sound : null;
    const sample = sampleOf(way, recorded, file, address);
    const missing = missingWords(way, sample, agrees);
    setFault(missing);
    if (missing !== null || sample === null) return;
    setShare(0);
    try {
      await attachVoice(agentId, sample, statement, setShare);
      onDone();
    } catch (error) {
      setFault(error instanceof UploadFailed ? error.message : wordsOf(error));
    } finally {
      setShare(null);
    }
  };
  return (
    <form
      aria-label="A voice of its own"
      noValidate
      onSubmit={(event) => void send(event)}
      className="space-y-5 rounded-2xl border border-line bg-canvas p-4 sm:p-5"
    >
      <Choice
        legend="A sample of the voice"
        showsLegend
        options={WAYS}
        chosen={way}
        onChoose={(one) => {
          recorder.forget();
          setFault(null);
          setWay(one);
        }}
      />
      {way === "record" ? (
        <>
          <div className="space-y-2 rounded-xl bg-well px-4 py-3">
            <p className="font-[610] text-ink-soft text-xs">Read this aloud, as you would to somebody</p>
            <p className="text-pretty leading-relaxed">{statement}</p>
            <p className="text-pretty leading-relaxed">{READ_ALOUD}</p>
          </div>
          <VoiceRecorder recorder={recorder} />
        </>
      ) : null}
      {way === "file" ? <FileField file={file} onChoose={setFile} /> : null}
      {way === "address" ? <AddressField address={address} onWrite={setAddress} /> : null}
      <label className="flex items-start gap-3 text-sm">
        <input
          type="checkbox"
          checked={agrees}
          onChange={(event) => setAgrees(event.currentTarget.checked)}
          className="mt-0.5 size-4.5 shrink-0 accent-(--color-glass)"
        />
        <span className="text-pretty">
          It is my own voice, or whoever is heard has agreed to this: <q>{statement}</q> The statement is kept
          with the sample’s fingerprint.
        </span>
      </label>
      {fault === null ? null : (
        <p
          role="alert"
          className="rounded-xl border border-alarm/40 bg-alarm/8 px-3.5 py-2.5 text-alarm text-sm"
        >
          {fault}
        </p>
      )}
      {share === null || way === "address" ? null : <Sending share={share} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" aria-disabled={share !== null}>
          {share === null ? null : <LoaderCircle className="size-4 animate-spin" aria-hidden />}
          Make the voice
        </Button>
        <Button onClick={onDone}>Not now</Button>
      </div>
    </form>
  );
}

function sampleOf(way: Way, recorded: Blob | null, file: File | null, address: string): Sample | null {
  if (way === "address") return address.trim() === "" ? null : { url: address.trim() };
  const chosen = way === "record" ? recorded : file;
  return chosen && { file: chosen };
}

function missingWords(way: Way, sample: Sample | null, agrees: boolean): string | null {
  if (sample === null) {
    if (way === "record") return "Record something first, and listen to it.";
    return way === "file" ? "Choose a file first." : "Say where the sample is.";
  }
  if ("file" in sample && sample.file.size > MOST_BYTES)
    return `A sample may have ${formatBytes(MOST_BYTES)}; this one has ${formatBytes(sample.file.size)}.`;
  return agrees
    ? null
    : "A voice is made only with the consent of whoever is heard. Tick the statement to go on.";
}

function Sending({ share }: { share: number }) {
  return (
    <div
      role="progressbar"
      aria-label="Sending the sample"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className="h-1.5 overflow-hidden rounded-full bg-well"
    >
      <div className="h-full rounded-full bg-glass" style={{ width: `${share * 100}%` }} />
    </div>
  );
}

const INPUT = "block w-full rounded-xl border border-line-strong bg-surface px-3.5 text-base sm:text-sm";

function FileField({ file, onChoose }: { file: File | null; onChoose: (file: File | null) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-[610] text-sm">
        File
      </label>
      <input
        id={id}
        type="file"
        accept={KINDS}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
        className={`${INPUT} py-2.5 file:mr-3 file:rounded-full file:border-0 file:bg-well file:px-3 file:py-1 file:font-semibold file:text-ink`}
      />
      <p id={`${id}-hint`} className="mt-1.5 text-ink-faint text-xs">
        {file === null ? "WAV, MP3, M4A, Ogg, WebM or FLAC" : formatBytes(file.size)}, 3 seconds to 10
        minutes, at most 20 MB.
      </p>
    </div>
  );
}

function AddressField({ address, onWrite }: { address: string; onWrite: (address: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-[610] text-sm">
        Address
      </label>
      <input
        id={id}
        type="url"
        inputMode="url"
        value={address}
        placeholder="https://"
        aria-describedby={`${id}-hint`}
        onChange={(event) => onWrite(event.currentTarget.value)}
        className={`${INPUT} h-11`}
      />
      <p id={`${id}-hint`} className="mt-1.5 text-ink-faint text-xs">
        It is fetched once, without following redirects. WAV, MP3, M4A, Ogg, WebM or FLAC will do.
      </p>
    </div>
  );
}
