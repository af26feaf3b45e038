import { createContext } from "react";

/** Whether Tab stops at the controls of a row (0) or passes them by (-1): of all messages it stops at one. */
export const RowFocus = createContext<0 | -1>(0);
