export type LightColour = 'green' | 'yellow' | 'red' | 'grey';

/** A light is a shape, a word and a colour: a dot, a triangle, a square, a broken ring. */
export function Light({ colour, word }: { colour: LightColour; word: string }) {
  return (
    <span className={`light ${colour}`}>
      <LightShape colour={colour} />
      {word}
    </span>
  );
}

/** The shape alone, where many stand side by side and the words are said once. */
export function LightShape({ colour, size = 12 }: { colour: LightColour; size?: number }) {
  return (
    <svg className={`light-shape ${colour}`} viewBox="0 0 12 12" width={size} height={size} aria-hidden>
      {colour === 'green' && <circle cx="6" cy="6" r="5" />}
      {colour === 'yellow' && <path d="M6 1 11.5 11H.5Z" />}
      {colour === 'red' && <rect x="1" y="1" width="10" height="10" />}
      {colour === 'grey' && <circle cx="6" cy="6" r="4.5" fill="none" strokeWidth="1.5" strokeDasharray="2 1.6" />}
    </svg>
  );
}
