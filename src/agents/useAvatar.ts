import { type ConvexReactClient, useConvex } from "convex/react";
import { useCallback, useSyncExternalStore } from "react";
import { api } from "../../convex/_generated/api";
import { later } from "../lib/later";
import { AvatarBook, type AvatarUrl } from "./avatarBook";

const books = new WeakMap<ConvexReactClient, AvatarBook>();

/** Where an agent's own picture is, live, or null while it has none or nobody has answered. */
export function useAvatar(username: string): AvatarUrl {
  const book = bookOf(useConvex());
  const follow = useCallback((heard: () => void) => book.follow(username, heard), [book, username]);
  return useSyncExternalStore(follow, () => book.urlOf(username));
}

function bookOf(client: ConvexReactClient): AvatarBook {
  const known = books.get(client);
  if (known) return known;
  const book = new AvatarBook((usernames, heard) => {
    const watched = client.watchQuery(api.agents.profiles.avatars, { usernames });
    const look = () => {
      try {
        const urls = watched.localQueryResult();
        if (urls) heard(urls);
      } catch {
        // Whoever cannot be asked for has the face that is drawn.
      }
    };
    const unwatch = watched.onUpdate(look);
    look();
    return unwatch;
  }, later);
  books.set(client, book);
  return book;
}
