/** The mark: ㅅ leaning over ㅁ, a roof of two strokes above a lit window. */
export function Mark() {
  return (
    <svg class="mark" viewBox="6 6 52 52" aria-hidden="true">
      <path
        d="M36 10.5 10.5 36M31 15.6 53.5 37"
        fill="none"
        stroke="currentColor"
        stroke-width="6.6"
        stroke-linecap="round"
      />
      <rect class="mark-window" x="24.5" y="35.5" width="18" height="18" rx="3.2" />
    </svg>
  );
}
