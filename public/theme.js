// Runs before the first paint so that a remembered theme never flashes. src/ui/theme.ts owns the rules and the key;
// this is the smallest part of them that can run without the bundle.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("molt.theme");
  } catch {
    // Storage may be forbidden; the system's preference is then the answer.
  }
  const dark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", dark ? "#0b1110" : "#f3f6f3");
})();
