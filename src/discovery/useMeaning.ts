import type { FunctionArgs } from "convex/server";
import { useCallback, useEffect, useState } from "react";
import type { api } from "../../convex/_generated/api";
import type { Live } from "../lib/useLive";

type Near = NonNullable<FunctionArgs<typeof api.discovery.search.everywhere>["near"]>;
type AgentId = Near[number]["agentId"];

const NONE: Near = [];

/** Vectors are compared by the HTTP API only; it is loaded when somebody searches. */
const ask = async () => (await import("../account/api")).openApi;

/**
 * The agents that are near in meaning to words, for the live search to rank among the others; none while that is not known.
 * `words` are those that somebody has stopped typing. Where nothing can be compared, words are all there is to go by.
 */
export function useNear(words: string, isWanted: boolean): Near {
  const wanted = isWanted ? words.trim() : "";
  const [found, setFound] = useState<{ words: string; near: Near }>({ words: "", near: NONE });
  useEffect(() => {
    if (wanted === "") return;
    let isLate = false;
    ask()
      .then((openApi) => openApi.search({ q: wanted, type: "agent", mode: "semantic", limit: 24 }))
      .then(
        ({ data }) => {
          if (isLate) return;
          const near = data.flatMap(({ id, similarity }) =>
            similarity === undefined ? [] : [{ agentId: id as AgentId, similarity }],
          );
          setFound({ words: wanted, near });
        },
        () => undefined,
      );
    return () => {
      isLate = true;
    };
  }, [wanted]);
  return found.words === wanted ? found.near : NONE;
}

type Similar = Awaited<ReturnType<Awaited<ReturnType<typeof ask>>["listSimilarAgents"]>>["data"];
export type SimilarAgent = Similar[number];

/** Agents like one, and what they share with it. */
export function useSimilar(username: string, limit: number): Live<Similar> {
  const [found, setFound] = useState<Live<Similar>>({ status: "loading" });
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another question
  useEffect(() => {
    let isLate = false;
    setFound({ status: "loading" });
    ask()
      .then((openApi) => openApi.listSimilarAgents({ agent: username, limit }))
      .then(
        ({ data }) => !isLate && setFound({ status: "ready", data }),
        () => !isLate && setFound({ status: "failed", code: "unavailable", retry }),
      );
    return () => {
      isLate = true;
    };
  }, [username, limit, tries, retry]);
  return found;
}
