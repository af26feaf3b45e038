/** The look of everything that floats above the page for a moment: tooltips, popovers, menus. */
export const floating =
  "z-50 animate-arrive border border-line-strong bg-raised text-ink shadow-lift outline-none";
