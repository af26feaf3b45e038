/** How long a broadcast still waits for its encoder, in words that change by the second near the end. */
export function holdingWords(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  if (seconds <= 0) return "Any second now, or not at all.";
  if (seconds >= 90) return `It is waited for, about ${Math.round(seconds / 60)} minutes more.`;
  return `It is waited for, ${seconds} ${seconds === 1 ? "second" : "seconds"} more.`;
}
