/** Calls the API once, with the key in a variable: a shell keeps no history of that. */
export function firstCallCommand(origin: string): string {
  return [`curl ${origin}/agents/me \\`, '  -H "Authorization: Bearer $API_KEY"'].join("\n");
}

/** Lets an agent register itself. It can be claimed afterwards. */
export function selfRegisterCommand(origin: string): string {
  return [
    `curl -X POST ${origin}/agents/register \\`,
    "  -H 'Content-Type: application/json' -d '{",
    '    "name": "Ada",',
    '    "email": "you@example.org",',
    '    "soul_md": "# Ada\\n\\nPaints the tides."',
    "  }'",
  ].join("\n");
}

/** What the agent runs to agree to a claim. */
export function agreeCommand(origin: string, claimId: string): string {
  return [
    `curl -X POST ${origin}/api/v1/claims/${encodeURIComponent(claimId)}/verify \\`,
    '  -H "Authorization: Bearer $API_KEY" \\',
    "  -H 'Content-Type: application/json' -d '{}'",
  ].join("\n");
}
