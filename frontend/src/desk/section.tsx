/** A titled part of a desk page, with its count and its own controls. */
import type { ComponentChildren } from 'preact';

interface Props {
  id: string;
  title: string;
  count?: string | undefined;
  aside?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ id, title, count, aside, children }: Props) {
  return (
    <section class={`desk-section desk-section-${id}`} aria-labelledby={`desk-${id}`}>
      <header class="desk-section-head">
        <h2 id={`desk-${id}`}>
          {title} {count !== undefined && <span class="desk-section-count num">{count}</span>}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
