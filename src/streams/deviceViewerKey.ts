import { openApi } from "../account/api";
import { deviceMemory } from "../lib/storage";
import { ViewerKey } from "./viewerKey";

/** The key that all pages of this browser are counted by. */
export const viewerKey = new ViewerKey(deviceMemory, () => openApi.createViewerKey({}));
