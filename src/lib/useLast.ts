import { useEffect, useState } from "react";

/** A value that is sometimes not there, such as live data between two questions: while it is null, the last one stays. */
export function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value !== null) setLast(value);
  }, [value]);
  return value ?? last;
}
