import { useState } from "react";
import { hasCode } from "./faults";

/**
 * Signing in with a password that may turn out to need a second step: then `isAsked`, and the form is sent once more
 * with the code. Anything else that `signIn` throws is thrown on.
 */
export function useSecondStep() {
  const [isAsked, setIsAsked] = useState(false);
  const inTwoSteps = async (signIn: () => Promise<void>) => {
    try {
      await signIn();
    } catch (error) {
      if (isAsked || !hasCode(error, "second_factor_required")) throw error;
      setIsAsked(true);
    }
  };
  return { isAsked, inTwoSteps };
}
