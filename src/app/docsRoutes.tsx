import { getRouteApi, useLocation } from "@tanstack/react-router";
import { ApiPage } from "../docs/ApiPage";
import { ProblemPage } from "../docs/ProblemPage";
import { NotFoundPage } from "./NotFoundPage";

const api = getRouteApi("/docs/api");
const problem = getRouteApi("/problems/$code");

/** The API's reference. What is searched for and which operation is open are in the address. */
export function ApiRoute() {
  const { q = "" } = api.useSearch();
  const navigate = api.useNavigate();
  const target = useLocation({ select: ({ hash }) => hash });
  return (
    <ApiPage
      search={q}
      target={target}
      onSearch={(search) =>
        void navigate({ search: search === "" ? {} : { q: search }, replace: true, resetScroll: false })
      }
    />
  );
}

export function ProblemRoute() {
  const { code } = problem.useParams();
  return <ProblemPage key={code} code={code} notFound={<NotFoundPage what="problem" />} />;
}
