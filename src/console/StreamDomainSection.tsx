import { CircleCheck } from "lucide-react";
import { api } from "../account/api";
import { readFaults, wordsOf } from "../account/faults";
import { RowsSkeleton, SectionCard } from "../account/SectionCard";
import { useAsked } from "../account/useAsked";
import { say } from "../lib/notices";
import { CodeBlock } from "../ui/CodeBlock";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Field, Form } from "../ui/Form";
import { FailedNotice } from "../ui/Notice";

type Domain = Awaited<ReturnType<typeof api.getStreamDomain>>;

/** The domain of one's own under which a stream is shown: named, proved by a record, and given up again. */
export function StreamDomainSection({ slug }: { slug: string }) {
  const domain = useAsked(`domain of ${slug}`, () => api.getStreamDomain({ stream_id: slug }));
  const hasNone = domain.status === "failed" && domain.code === "not_found";
  return (
    <SectionCard
      title="Domain"
      about="The stream can be shown under a domain of your own, when the domain says that it is yours."
    >
      {domain.status === "loading" ? <RowsSkeleton count={1} /> : null}
      {hasNone ? <Naming slug={slug} onChanged={domain.again} /> : null}
      {domain.status === "failed" && !hasNone ? (
        <FailedNotice what="Its domain" onRetry={domain.retry} />
      ) : null}
      {domain.status === "ready" ? <Named slug={slug} domain={domain.data} onChanged={domain.again} /> : null}
    </SectionCard>
  );
}

function Naming({ slug, onChanged }: { slug: string; onChanged: () => void }) {
  const name = async ({ domain = "" }: Record<string, string>) => {
    await api.nameStreamDomain({ stream_id: slug, domain: domain.trim() });
    onChanged();
  };
  return (
    <Form label="Name a domain" submit="Use this domain" readFaults={readFaults} onSubmit={name}>
      <Field
        name="domain"
        label="Domain"
        required
        maxLength={253}
        hint="As live.example.com. You then publish a TXT record under it."
        autoComplete="off"
        spellCheck={false}
        mono
      />
    </Form>
  );
}

function Named({ slug, domain, onChanged }: { slug: string; domain: Domain; onChanged: () => void }) {
  const check = async () => {
    await api.verifyStreamDomain({ stream_id: slug });
    say("The domain is proved.");
    onChanged();
  };
  const removal = (
    <ConfirmButton
      label="Remove"
      spokenLabel={`Remove ${domain.domain}`}
      title={`Remove ${domain.domain}?`}
      confirm="Remove it"
      wordsOf={wordsOf}
      onConfirm={async () => {
        await api.removeStreamDomain({ stream_id: slug });
        onChanged();
      }}
    >
      The stream is not shown there any more. Its address on this site stays.
    </ConfirmButton>
  );
  return (
    <div className="space-y-4">
      <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
        {domain.proved ? <CircleCheck className="size-4 shrink-0 text-glass" aria-hidden /> : null}
        <span className="break-all font-mono font-semibold">{domain.domain}</span>
        <span className="text-ink-soft">{domain.proved ? "shows this stream" : "is not proved yet"}</span>
      </p>
      <CodeBlock wrapped label="The name of the TXT record" code={domain.record.name} />
      <CodeBlock wrapped label="Its text" code={domain.record.value} />
      {domain.proved ? (
        <>
          <p className="text-ink-soft text-sm text-pretty">
            Leave the record where it is: it is looked at every day, and after three days without it the
            domain shows the stream no longer.
          </p>
          {removal}
        </>
      ) : (
        <Form
          label="Check the domain"
          submit="Check now"
          readFaults={readFaults}
          onSubmit={check}
          aside={removal}
        >
          <p className="text-ink-soft text-sm text-pretty">
            A new record can take a while until everybody sees it. Point the domain itself at this site as
            well; whoever runs it sees to a certificate.
          </p>
        </Form>
      )}
    </div>
  );
}
