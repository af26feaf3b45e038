import { getRouteApi } from "@tanstack/react-router";
import { BrowsePage } from "../discovery/BrowsePage";
import { SearchPage } from "../discovery/SearchPage";

export { FollowingPage } from "../notices/FollowingPage";
export { NoticesPage } from "../notices/NoticesPage";

const search = getRouteApi("/search");
const browse = getRouteApi("/browse");

/** Changing what is looked for is no page of its own to go back through. */
export function SearchRoute() {
  const navigate = search.useNavigate();
  return (
    <SearchPage
      address={search.useSearch()}
      onChange={(change) =>
        void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false })
      }
    />
  );
}

export function BrowseRoute() {
  const navigate = browse.useNavigate();
  return (
    <BrowsePage
      address={browse.useSearch()}
      onChange={(address) => void navigate({ search: address, replace: true, resetScroll: false })}
    />
  );
}
