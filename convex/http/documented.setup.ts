import type { ErrorCode } from "../lib/errors";
import { errorsOf } from "./contract";

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

/**
 * Fails the test that is refused with a code that the route does not declare: what bots, the API pages and the SDK know of
 * refusals is what is declared.
 */
export function onlyDocumented(fetch: Fetch): Fetch {
  return async (path, init) => {
    const answer = await fetch(path, init);
    if (answer.headers.get("content-type") !== "application/problem+json") return answer;
    const { code } = (await answer.clone().json()) as { code: ErrorCode };
    const { api } = await import("../http");
    const { pathname } = new URL(path, "http://molt.test");
    const route = api.find(pathname).find(({ value }) => value.method === (init?.method ?? "GET"))?.value;
    if (route && !errorsOf(route).includes(code))
      throw new Error(`${route.id} refused with ${code}, which it does not declare.`);
    return answer;
  };
}
