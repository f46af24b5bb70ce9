/** The first sentence of what somebody wrote, without its stop, cut to a length: what heads a list. */
export function firstSentence(said: string, atMost = 60): string {
  // No look-behind: Safari has it from 16.4 only.
  const [first = ''] = /^[\s\S]*?(?:[。；;!?！？\n]|\.\s|$)/u.exec(said.trim()) ?? [];
  const bare = first.trim().replace(/[。；;.]$/u, '');
  return bare.length > atMost ? `${bare.slice(0, atMost - 1)}…` : bare;
}
