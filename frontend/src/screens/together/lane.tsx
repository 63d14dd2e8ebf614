/** Two neighbours and a dog under a street lamp in the evening. Purely a picture. */
export function Lane() {
  return (
    <svg class="lane" viewBox="0 0 360 112" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <path
        class="lane-far"
        d="M0 74l34-22 34 22v30H0zM68 80l40-26 40 26v24H68zM250 76l38-25 38 25v28h-76z"
      />
      <rect class="lane-lit" x="24" y="78" width="13" height="13" rx="2.5" />
      <rect class="lane-lit" x="100" y="82" width="13" height="13" rx="2.5" />
      <rect class="lane-dark" x="281" y="80" width="13" height="13" rx="2.5" />
      <path class="lane-glow" d="M206 26 150 104h124z" />
      <path class="lane-post" d="M232 104V22q0-8-9-8h-10" />
      <path class="lane-lamp" d="M198 14h17l-2 9h-13z" />
      <g class="lane-people">
        <circle cx="176" cy="58" r="6.5" />
        <path d="M176 66q-9 3-9 17h5l2 21h5l1-21h5q0-14-9-17z" />
        <circle cx="200" cy="55" r="6.5" />
        <path d="M200 63q-9 3-9 18h5l2 23h5l1-23h5q0-15-9-18z" />
        <path d="M222 89h15l5-5 5 2-4 4v8l2 6h-4l-2-6h-10l-2 6h-4z" />
      </g>
      <path class="lane-leash" d="M208 80q14 10 31 4" />
      <path class="lane-ground" d="M0 104h360v8H0z" />
    </svg>
  );
}
