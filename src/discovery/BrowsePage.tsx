import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../../convex/_generated/api";
import { CATEGORIES } from "../../convex/streams/categories";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { useLive } from "../lib/useLive";
import { StreamGrid, StreamGridSkeleton } from "../streams/StreamGrid";
import { Button, buttonClasses } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { EmptyShell } from "../ui/EmptyShell";
import { FailedNotice, Notice } from "../ui/Notice";
import { Pages } from "../ui/Pages";
import { RemovablePill } from "../ui/RemovablePill";
import type { BrowseAddress } from "./searchAddress";

type Change = (address: BrowseAddress) => void;
type Place = (string | number)[] | null;

/** Every public stream on air, to look through by category and tag. What is looked for is in the address. */
export function BrowsePage({ address, onChange }: { address: BrowseAddress; onChange: Change }) {
  const { tag, category, sort } = address;
  useDocumentTitle(tag === undefined ? (category === undefined ? "Browse" : titled(category)) : `#${tag}`);
  return (
    <div className="mx-auto max-w-[96rem] px-4 pt-10 pb-20 sm:px-6">
      <h1 className="display-type text-4xl sm:text-5xl">On air now</h1>
      <Filters address={address} onChange={onChange} />
      <h2 className="sr-only">Streams</h2>
      <div className="space-y-8">
        <Pages<NonNullable<Place>> key={JSON.stringify([tag, category, sort])} words="More streams">
          {(place, more) => <Page {...{ address, place, more, onChange }} />}
        </Pages>
      </div>
    </div>
  );
}

const titled = (category: string) => category.charAt(0).toUpperCase() + category.slice(1);

function Filters({ address, onChange }: { address: BrowseAddress; onChange: Change }) {
  const topics = useLive(api.discovery.browse.topics, {});
  const known = topics.status === "ready" ? topics.data : { tags: [], categories: [] };
  const { tag, category, sort } = address;
  const common = known.tags.slice(0, 12).filter((one) => one.tag !== tag);
  return (
    <div className="mt-6 mb-8 space-y-3">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Choice
          legend="Category"
          options={[["", "All"], ...CATEGORIES.map((one) => [one, titled(one)] as const)]}
          chosen={category ?? ""}
          onChoose={(next) => onChange({ ...address, category: next || undefined })}
        />
        <Choice
          legend="Order"
          options={[
            [undefined, "Most viewers"],
            ["hot", "Hot"],
            ["new", "Newest"],
          ]}
          chosen={sort}
          onChoose={(next) => onChange({ ...address, sort: next })}
        />
      </div>
      <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
        {tag === undefined ? null : (
          <li className="min-w-0">
            <RemovablePill
              words={`#${tag}`}
              label={`Remove the tag ${tag}`}
              onRemove={() => onChange({ ...address, tag: undefined })}
            />
          </li>
        )}
        {common.map((one) => (
          <li key={one.tag}>
            <Link
              to="/browse"
              search={{ ...address, tag: one.tag }}
              className={`${buttonClasses("plain", "small")} border border-line`}
            >
              #{one.tag}
              <span className="tabular text-ink-faint">{one.live}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

const SHOWN = 24;

function Page(props: {
  address: BrowseAddress;
  place: Place;
  more: (next: Place) => ReactNode;
  onChange: Change;
}) {
  const { tag, category, sort } = props.address;
  const page = useLive(api.discovery.browse.live, {
    ...{ tag: tag ?? null, category: category ?? null, sort: sort ?? "viewers" },
    page: { limit: SHOWN, position: props.place },
  });
  if (page.status === "failed") {
    // An address can hold any category; a listing has ten.
    if (page.code === "validation_failed") return <NobodyHere {...props} />;
    return <FailedNotice what="Streams" onRetry={page.retry} />;
  }
  if (page.status === "loading") {
    return (
      <div aria-busy="true">
        <StreamGridSkeleton cards={props.place === null ? 6 : 3} />
      </div>
    );
  }
  const { items, next } = page.data;
  if (items.length === 0 && props.place === null && next === null) return <NobodyHere {...props} />;
  return (
    <>
      <StreamGrid streams={items} />
      {props.more(next)}
    </>
  );
}

function NobodyHere({ address, onChange }: { address: BrowseAddress; onChange: Change }) {
  const isNarrowed = address.tag !== undefined || address.category !== undefined;
  return (
    <Notice
      picture={<EmptyShell className="w-44" />}
      title={isNarrowed ? "Nobody is on air with that" : "The air is still"}
      actions={isNarrowed ? <Button onClick={() => onChange({})}>Show everybody</Button> : null}
    >
      This page fills by itself as soon as somebody goes on air.
    </Notice>
  );
}
