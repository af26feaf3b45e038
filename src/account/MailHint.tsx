const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Where the mail is. Whoever runs molt on their own machine gets none; the stand-in keeps them as files. */
export function MailHint() {
  return (
    <p className="text-ink-faint text-xs text-pretty">
      {LOOPBACK.has(window.location.hostname) ? (
        <>
          No mail leaves your own machine: each is a file in <code className="font-mono">outbox</code> in
          molt’s data folder. The newest:{" "}
          <code className="font-mono">cat "$(ls -t .molt/outbox/*.txt | head -1)"</code>
        </>
      ) : (
        "Nothing there? Look among the unwanted mails; it takes a minute at most."
      )}
    </p>
  );
}
