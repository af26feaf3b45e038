import { BellRing } from "lucide-react";
import { useEffect, useState } from "react";
import { say } from "../lib/notices";
import { Button } from "../ui/Button";
import { type PushState, readPushState, turnOff, turnOn } from "./push";

/** Pushes in this browser: what is so, and one button to change it. */
export function PushSwitch() {
  const [state, setState] = useState<PushState | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    readPushState().then(setState, () =>
      setState({ kind: "impossible", why: "This browser does not say whether it has pushes." }),
    );
  }, []);
  const change = async (work: () => Promise<PushState>) => {
    setBusy(true);
    try {
      setState(await work());
    } catch {
      say("That did not work: the browser’s push service gave no answer. Try again later.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="push-title" className="rounded-3xl border border-line bg-surface p-5 sm:p-6">
      <h2 id="push-title" className="font-[620] text-lg tracking-[-0.02em]">
        In this browser
      </h2>
      <p role="status" className="mt-1.5 max-w-prose text-ink-soft text-sm text-pretty">
        {isBusy ? "One moment: the browser is being asked." : wordsOf(state)}
      </p>
      {state?.kind === "off" ? (
        <Button
          className="mt-4"
          look="primary"
          aria-disabled={isBusy}
          onClick={() => !isBusy && void change(turnOn)}
        >
          <BellRing className="size-4" aria-hidden />
          Turn on
        </Button>
      ) : null}
      {state?.kind === "on" ? (
        <Button
          className="mt-4"
          aria-disabled={isBusy}
          onClick={() => !isBusy && void change(() => turnOff(state.subscriptionId))}
        >
          Turn off
        </Button>
      ) : null}
    </section>
  );
}

function wordsOf(state: PushState | null): string {
  switch (state?.kind) {
    case undefined:
      return "Looking…";
    case "impossible":
      return `${state.why} You are told here, in the bell.`;
    case "denied":
      return "You have told this browser not to show notifications of this site. Its own settings for the site change that.";
    case "on":
      return "You are told here also while molt is closed.";
    case "off":
      return "Be told also while molt is closed. The browser asks you once; what is sent can be read by nobody in between.";
  }
}
