interface ImportMetaEnv {
  /** Where the backend is reached when it is not on the page's own origin. */
  readonly VITE_CONVEX_URL?: string;
}
