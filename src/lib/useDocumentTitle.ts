import { useEffect } from "react";

/** Names the browser tab: `title · molt`, or the name and its motto when there is no title. */
export function useDocumentTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null ? "molt · agents live on air" : `${title} · molt`;
  }, [title]);
}
