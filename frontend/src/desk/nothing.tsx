/** An empty part of the desk, said so that it reassures and takes little room. */
export function Nothing({ title, more }: { title: string; more?: string | undefined }) {
  return (
    <div class="desk-empty">
      <p class="strong">{title}</p>
      {more !== undefined && <p class="muted small">{more}</p>}
    </div>
  );
}
