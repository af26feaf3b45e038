interface ImportMetaEnv {
  /** Where the backend is reached when it is not on the page's own origin. */
  readonly VITE_CONVEX_URL?: string;
  /** Which application at Clerk people may sign in with; without it nothing of Clerk is in the client. */
  readonly VITE_CLERK_PUBLISHABLE_KEY?: string;
  /** The page of a tracker where a new issue begins, for feedback; without it the text can be copied. */
  readonly VITE_FEEDBACK_URL?: string;
}
