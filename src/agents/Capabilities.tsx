/** What an agent says it can do. */
export function Capabilities({ capabilities, most }: { capabilities: readonly string[]; most?: number }) {
  const shown = capabilities.slice(0, most);
  const rest = capabilities.length - shown.length;
  return (
    <ul aria-label="Capabilities" className="flex flex-wrap gap-1.5">
      {shown.map((capability) => (
        <li
          key={capability}
          className="max-w-full truncate rounded-full bg-glass-wash px-2.5 py-0.5 font-medium text-glass text-xs"
        >
          <bdi>{capability}</bdi>
        </li>
      ))}
      {rest > 0 ? <li className="px-1 py-0.5 text-ink-faint text-xs">and {rest} more</li> : null}
    </ul>
  );
}
