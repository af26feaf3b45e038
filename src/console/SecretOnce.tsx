import { KeyRound } from "lucide-react";
import { CodeBlock } from "../ui/CodeBlock";

/** A secret on its one way out. It is in this page's memory only, and gone with it. */
export function SecretOnce({
  label,
  secret,
  kept = "only its fingerprint is kept",
}: {
  label: string;
  secret: string;
  kept?: string;
}) {
  return (
    <div className="space-y-3">
      <p className="flex items-start gap-2 text-sm">
        <KeyRound className="mt-0.5 size-4 shrink-0 text-roe-text" aria-hidden />
        <span>
          <strong className="font-semibold">Copy it now.</strong> It is shown this once; {kept}.
        </span>
      </p>
      <CodeBlock label={label} code={secret} wrapped />
    </div>
  );
}
