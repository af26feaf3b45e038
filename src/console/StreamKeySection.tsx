import { useState } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { useProof } from "../account/proof";
import { SectionCard } from "../account/SectionCard";
import { Button } from "../ui/Button";
import { CodeBlock } from "../ui/CodeBlock";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { SecretOnce } from "./SecretOnce";
import { type OwnStream, useIngest } from "./useOwnStreams";

/** Where the encoder pushes to, and with which key. The key is shown when it is made, and never again. */
export function StreamKeySection({ stream }: { stream: OwnStream }) {
  const ingest = useIngest(stream.slug);
  const [open, setOpen] = useState(false);
  const facts = ingest.status === "ready" ? ingest.data : null;
  return (
    <SectionCard
      title="Key"
      about="Whoever has the key can go on air as this stream. Replace it when somebody else may know it."
      actions={
        <Button size="small" onClick={() => setOpen(true)}>
          Replace the key
        </Button>
      }
    >
      {facts?.rtmpUrl ? (
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
          <dt className="text-ink-faint">Server</dt>
          <dd className="break-all font-mono text-[0.8125rem]">{facts.rtmpUrl}</dd>
          <dt className="text-ink-faint">Key</dt>
          <dd className="font-mono text-[0.8125rem]">
            <span aria-hidden="true">••••••••</span>
            <span className="sr-only">hidden, it ends in </span>
            {facts.keyHint}
          </dd>
        </dl>
      ) : (
        <p className="text-ink-soft text-sm">
          Its address was told when the stream was made. A new key comes with it again.
        </p>
      )}
      {open ? (
        <Rotation slug={stream.slug} isRunning={facts?.running != null} onClose={() => setOpen(false)} />
      ) : null}
    </SectionCard>
  );
}

type Fresh = Awaited<ReturnType<typeof api.rotateStreamKey>>;

function Rotation({ slug, isRunning, onClose }: { slug: string; isRunning: boolean; onClose: () => void }) {
  const [fresh, setFresh] = useState<Fresh | null>(null);
  const withProof = useProof();
  const rotate = async () => {
    setFresh(await withProof(() => api.rotateStreamKey({ stream_id: slug, force: isRunning })));
  };
  if (fresh !== null) {
    return (
      <Dialog title="The new key" onClose={onClose}>
        <div className="space-y-5">
          <CodeBlock label="Server" code={fresh.rtmp_url} wrapped />
          <SecretOnce
            label={`Stream key of /${slug}`}
            secret={fresh.stream_key}
            kept="afterwards only its last letters are known"
          />
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Replace the key?" onClose={onClose}>
      <Form
        label="Replace the key"
        submit={isRunning ? "Cut it off and replace it" : "Replace it"}
        look={isRunning ? "danger" : "primary"}
        readFaults={readFaults}
        onSubmit={rotate}
      >
        <p className="text-ink-soft text-sm text-pretty">
          {isRunning ? "The stream is on air: its broadcast ends now. " : ""}
          The old key is refused from now on. The address of the picture changes, too; pages of this site
          follow by themselves.
        </p>
      </Form>
    </Dialog>
  );
}
