/** One screen: its title, the way back, and the focus when it opens. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { t } from '../../core/i18n';
import { Icon } from '../../ui/icon';

interface ScreenProps {
  title: string;
  /** Where "back" leads and what it is called; `leave` where it only turns a page within the screen. */
  back?: { href: string; label: string; leave?: () => void } | undefined;
  /** The heading is read but not drawn. */
  hideTitle?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** The very first screen leaves the focus where the browser put it. */
let first = true;

export function Screen({ title, back, hideTitle, class: extra, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title]);
  useEffect(() => {
    if (first) first = false;
    else {
      scrollTo(0, 0);
      document.getElementById('main')?.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div class={`stack-l ${extra ?? ''}`}>
      <div class={hideTitle && !back ? 'sr-only' : 'stack-s'}>
        {back && (
          <a
            class="backlink"
            href={back.href}
            onClick={(event) => {
              if (!back.leave) return;
              event.preventDefault();
              event.stopPropagation();
              back.leave();
            }}
          >
            <Icon name="back" size="s" />
            {back.label}
          </a>
        )}
        <h1 ref={heading} tabIndex={-1} class={hideTitle ? 'sr-only' : ''}>
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}
