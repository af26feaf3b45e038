import { Fragment, type ReactNode, useState } from "react";
import { Button } from "./Button";

/**
 * A listing that grows page by page. `children` draws the page at a place (null is the first) and puts what `more` answers
 * below it: the way to the place that comes next, as long as nobody has gone there.
 */
export function Pages<Place>(props: {
  /** What the button says. */
  words: string;
  children: (place: Place | null, more: (next: Place | null) => ReactNode) => ReactNode;
}) {
  const [places, setPlaces] = useState<readonly (Place | null)[]>([null]);
  return places.map((place, index) => {
    const more = (next: Place | null) =>
      next === null || index < places.length - 1 ? null : (
        <div className="flex justify-center pt-2">
          <Button onClick={() => setPlaces([...places, next])}>{props.words}</Button>
        </div>
      );
    return <Fragment key={JSON.stringify(place)}>{props.children(place, more)}</Fragment>;
  });
}
