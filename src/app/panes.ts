import { createContext } from "react";

/** What a channel's header can do with the panes beside it. */
export interface Panes {
  /** Brings in the channels; null while they stand beside the channel anyway. */
  openChannels: (() => void) | null;
  membersShown: boolean;
  toggleMembers: () => void;
}

export const PanesContext = createContext<Panes>({
  openChannels: null,
  membersShown: false,
  toggleMembers: () => undefined,
});
