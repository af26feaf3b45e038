/** Where to go after signing in. Only pages of ours on which people sign in to go on; everything else is the console. */
export function readWayBack(wanted: unknown): string {
  if (typeof wanted !== "string") return "/console";
  return /^\/(console|account|recordings|clips)(\/[\w@%-]+)*$/.test(wanted) ? wanted : "/console";
}
