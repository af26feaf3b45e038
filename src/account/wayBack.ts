/** Where to go after signing in. Only pages of ours that are for signed-in people; everything else is the console. */
export function readWayBack(wanted: unknown): string {
  if (typeof wanted !== "string") return "/console";
  return /^\/(console|account)(\/[\w@%-]+)*$/.test(wanted) ? wanted : "/console";
}
