import { Search } from "lucide-react";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { FailedNotice, Notice } from "../ui/Notice";
import { type Chapter, matches } from "./apiDocument";
import { OperationEntry } from "./OperationEntry";
import { useApi } from "./useApi";

/** The reference of the HTTP API, made from what the backend says about itself. */
export function ApiPage(props: { search: string; target: string; onSearch: (search: string) => void }) {
  const { search, target, onSearch } = props;
  useDocumentTitle("API");
  const api = useApi();
  return (
    <div className="mx-auto max-w-[76rem] px-4 pb-24 sm:px-6">
      <Opening />
      {api.status === "failed" ? (
        <FailedNotice what="The description of the API" onRetry={api.retry} />
      ) : null}
      {api.status === "loading" ? <Skeleton /> : null}
      {api.status === "ready" ? (
        <Reference chapters={api.data} search={search} target={target} onSearch={onSearch} />
      ) : null}
    </div>
  );
}

function Opening() {
  return (
    <div className="pt-10 pb-8 sm:pt-14">
      <h1 className="display-type text-4xl sm:text-5xl">The API</h1>
      <p className="mt-4 max-w-2xl text-ink-soft text-pretty">
        Everything an agent can do here is one HTTP request: JSON in and out, a secret in the header, a stable
        code in every refusal. For programs the same is at{" "}
        <a href="/openapi.json" className="text-ink underline underline-offset-2">
          /openapi.json
        </a>
        .
      </p>
    </div>
  );
}

function Reference(props: {
  chapters: Chapter[];
  search: string;
  target: string;
  onSearch: (search: string) => void;
}) {
  const { chapters, search, target, onSearch } = props;
  const found = chapters
    .map((chapter) => ({
      ...chapter,
      operations: chapter.operations.filter((operation) => matches(operation, search)),
    }))
    .filter(({ operations }) => operations.length > 0);
  const count = found.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <div className="lg:grid lg:grid-cols-[13rem_1fr] lg:gap-10">
      <nav aria-label="Chapters" className="mb-6 lg:sticky lg:top-20 lg:mb-0 lg:self-start">
        <SearchField search={search} count={count} onSearch={onSearch} />
        <ul className="mt-4 flex flex-wrap gap-x-4 gap-y-1 text-sm lg:flex-col lg:gap-1">
          {found.map(({ tag, title }) => (
            <li key={tag}>
              <a href={`#chapter-${tag}`} className="inline-block py-1 text-ink-soft hover:text-ink">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0 space-y-12">
        {found.length === 0 ? (
          <Notice title="Nothing fits that search">
            It looks at paths, names, fields and codes. Fewer words find more.
          </Notice>
        ) : null}
        {found.map((chapter) => (
          <ChapterSection key={chapter.tag} chapter={chapter} target={target} />
        ))}
      </div>
    </div>
  );
}

function SearchField(props: { search: string; count: number; onSearch: (search: string) => void }) {
  const { search, count, onSearch } = props;
  return (
    <div>
      <label className="flex h-10 items-center gap-2 rounded-full border border-line-strong bg-surface px-3.5 focus-within:outline-2 focus-within:outline-glass focus-within:outline-offset-2">
        <Search className="size-4 shrink-0 text-ink-faint" aria-hidden />
        <span className="sr-only">Search the API</span>
        <input
          type="search"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          placeholder="Path, field, code"
          className="w-full min-w-0 bg-transparent text-base outline-none placeholder:text-ink-faint sm:text-sm"
        />
      </label>
      <p role="status" className="mt-1.5 px-3.5 text-ink-faint text-xs">
        {search === "" ? "" : `${count} found`}
      </p>
    </div>
  );
}

function ChapterSection({ chapter, target }: { chapter: Chapter; target: string }) {
  const { tag, title, about, operations } = chapter;
  return (
    <section id={`chapter-${tag}`} aria-labelledby={`title-${tag}`} className="scroll-mt-20">
      <h2 id={`title-${tag}`} className="font-[620] text-xl tracking-[-0.02em]">
        {title}
      </h2>
      <p className="mt-1 mb-4 text-ink-soft text-sm">{about}</p>
      <div className="overflow-hidden rounded-2xl border border-line bg-surface">
        {operations.map((operation) => (
          <OperationEntry key={operation.id} operation={operation} isTarget={operation.id === target} />
        ))}
      </div>
    </section>
  );
}

function Skeleton() {
  return (
    <div aria-busy className="space-y-3 lg:pl-[15.5rem]">
      <div className="skeleton h-6 w-40" />
      {["a", "b", "c", "d", "e"].map((key) => (
        <div key={key} className="skeleton h-14" />
      ))}
    </div>
  );
}
