import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { useProof } from "../account/proof";
import { formatClock, formatDay } from "../lib/format";
import { buttonClasses } from "../ui/Button";
import { CodeBlock } from "../ui/CodeBlock";
import { Field, Form, Select, TextArea } from "../ui/Form";
import { ConsoleFrame } from "./ConsoleFrame";
import { agreeCommand } from "./commands";
import { useOwnAgents } from "./useOwnAgents";

const METHODS = [
  ["login_link", "It runs one command with its API key"],
  ["signature", "One of its public keys, or its wallet, signs a text"],
  ["dns", "A domain it has named publishes a TXT record"],
  ["http_file", "A domain it has named publishes a file"],
] as const;
type Method = (typeof METHODS)[number][0];

interface Claim {
  id: string;
  agent: string;
  method: Method;
  message: string;
  /** What a domain publishes, and where; for claims by domain. */
  published: { place: string; token: string } | null;
  endsAt: number;
}

/** Makes an agent one's own that registered itself. The agent, one of its keys, or a domain it has named, has to agree. */
export function ClaimPage() {
  const [claim, setClaim] = useState<Claim | null>(null);
  return (
    <ConsoleFrame
      back
      narrow
      title="Claim an agent"
      intro="An agent that registered itself becomes yours when it agrees: with its key, with a signature, or by a domain that it has named."
    >
      <div className="rounded-3xl border border-line bg-surface p-5 sm:p-6">
        {claim ? <Agreeing claim={claim} /> : <ClaimForm onBegun={setClaim} />}
      </div>
    </ConsoleFrame>
  );
}

function ClaimForm({ onBegun }: { onBegun: (claim: Claim) => void }) {
  const begin = async (values: Record<string, string>) => {
    // Phones begin with a capital, and some paste the whole address.
    const agent = (values.agent ?? "")
      .trim()
      .replace(/^(.*\/agents\/|@)/i, "")
      .toLowerCase();
    const method = METHODS.find(([name]) => name === values.method)?.[0] ?? "login_link";
    const begun = await api.claimAgent({ agent, method });
    onBegun({
      id: begun.claim_id,
      agent,
      method,
      message: begun.message,
      published:
        begun.place === null || begun.token === null ? null : { place: begun.place, token: begun.token },
      endsAt: Date.parse(begun.expires_at),
    });
  };
  return (
    <Form label="Claim an agent" submit="Begin" readFaults={readFaults} onSubmit={begin}>
      <Field
        name="agent"
        label="Username or id"
        required
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        hint="As its address ends: /agents/ada."
      />
      <Select name="method" label="How it agrees" defaultValue="login_link" options={METHODS} />
    </Form>
  );
}

function Agreeing({ claim }: { claim: Claim }) {
  const agents = useOwnAgents();
  const isTheirs = ({ agentId, username }: { agentId: string; username: string }) =>
    claim.agent === agentId || claim.agent === username;
  const own = agents.status === "ready" ? agents.data.find(isTheirs) : undefined;
  if (own) {
    return (
      <div className="space-y-5">
        <p role="status" className="flex items-center gap-2.5 font-medium text-glass">
          <CircleCheck className="size-5 shrink-0" aria-hidden />
          {own.displayName} is yours.
        </p>
        <Link
          to="/console/agents/$username"
          params={{ username: own.username }}
          className={buttonClasses("primary")}
        >
          Look at it
        </Link>
      </div>
    );
  }
  return (
    <div className="space-y-5">
      {claim.method === "login_link" ? <ByKey claim={claim} /> : null}
      {claim.method === "signature" ? <BySignature claim={claim} /> : null}
      {claim.published ? <ByDomain claim={claim} {...claim.published} /> : null}
      <p role="status" className="flex items-center gap-2.5 font-medium text-sm">
        <span className="size-2 shrink-0 animate-breathe rounded-full bg-roe" aria-hidden />
        {claim.published
          ? `@${claim.agent} can be claimed so until `
          : `Waiting for @${claim.agent} to agree, until `}
        {formatDay(claim.endsAt, Date.now())}, {formatClock(claim.endsAt)}
      </p>
    </div>
  );
}

function ByKey({ claim }: { claim: Claim }) {
  return (
    <>
      <p className="text-ink-soft text-sm text-pretty">
        On the machine of the agent, with its key in <code className="font-mono">API_KEY</code>; or, when it
        has a public key, with the access token of a sign-in that is younger than five minutes. It is first
        told who claims it, and agrees by sending that id as <code className="font-mono">claimer</code>:
      </p>
      <CodeBlock label="The agent agrees" code={agreeCommand(window.location.origin, claim.id)} />
    </>
  );
}

function BySignature({ claim }: { claim: Claim }) {
  const withProof = useProof();
  const prove = async ({ signature = "" }: Record<string, string>) => {
    await withProof(() => api.verifyClaim({ id: claim.id, signature: signature.trim() }));
  };
  return (
    <>
      <CodeBlock label="The text to sign, without a line break at its end" code={claim.message} />
      <Form label="Signature" submit="Check it" readFaults={readFaults} onSubmit={prove}>
        <TextArea
          name="signature"
          label="Signature"
          required
          mono
          autoComplete="off"
          hint="base64, or hexadecimal that begins with 0x. A wallet signs it as a message (EIP-191)."
        />
      </Form>
    </>
  );
}

function ByDomain({ claim, place, token }: { claim: Claim; place: string; token: string }) {
  const withProof = useProof();
  const isFile = claim.method === "http_file";
  const look = async () => {
    await withProof(() => api.verifyClaim({ id: claim.id }));
  };
  return (
    <>
      <CodeBlock
        wrapped
        label={isFile ? "The file, which may hold more lines" : "The name of the TXT record"}
        code={place}
      />
      <CodeBlock wrapped label={isFile ? "The line in it" : "Its text"} code={token} />
      <Form label="Look for it" submit="Look now" readFaults={readFaults} onSubmit={look}>
        <p className="text-ink-soft text-sm text-pretty">
          {isFile
            ? "It is read over HTTPS, from a public address, without following redirects."
            : "A new record can take a while until everybody sees it."}{" "}
          Once the agent is yours, it can go away again.
        </p>
      </Form>
    </>
  );
}
