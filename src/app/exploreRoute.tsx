import { getRouteApi } from "@tanstack/react-router";
import { ExplorePage } from "../servers/ExplorePage";

const route = getRouteApi("/servers");

/** The public servers. Changing what is looked for is no page of its own to go back through; looking into one is. */
export function ExploreRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ExplorePage
      search={search}
      onChange={(change) =>
        void navigate({
          search: { ...search, ...change },
          replace: !("preview" in change && change.preview !== undefined),
          resetScroll: false,
        })
      }
    />
  );
}
