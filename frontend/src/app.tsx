/** The app: which screen is shown for which address. */
export function App() {
  return <main>모두의 순찰대</main>;
}
