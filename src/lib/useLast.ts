import { useEffect, useState } from "react";

/**
 * A value that is sometimes not there, such as live data between two questions: while it is null, the last one stays. It has
 * to be the same object for as long as it is the same.
 */
export function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value !== null) setLast(value);
  }, [value]);
  return value ?? last;
}
