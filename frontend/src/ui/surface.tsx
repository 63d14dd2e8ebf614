/** Cards, rows, notices, tags, facts and the states between: empty, loading, failed. */
import type { ComponentChildren } from 'preact';

import { Icon, type IconName } from './icon';

export type Tone = 'plain' | 'good' | 'warn' | 'danger' | 'info';
const toneIcon: Record<Tone, IconName> = {
  plain: 'info',
  good: 'check',
  warn: 'clock',
  danger: 'alert',
  info: 'info',
};

interface CardProps {
  title?: string | undefined;
  children: ComponentChildren;
  class?: string;
}

/** A section with its own heading. */
export function Card({ title, children, class: extra }: CardProps) {
  return (
    <section class={`card ${extra ?? ''}`}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}

interface NoticeProps {
  tone?: Tone;
  icon?: IconName | undefined;
  title?: string | undefined;
  children?: ComponentChildren;
  /** `alert` speaks at once, `status` when there is a pause; nothing when it was there from the start. */
  role?: 'alert' | 'status' | undefined;
  /** What it holds uses the whole width, under the icon too. */
  wide?: boolean;
}

export function Notice({ tone = 'info', icon, title, children, role, wide }: NoticeProps) {
  return (
    <div class={`notice notice-${tone} ${wide ? 'notice-wide' : ''}`} {...(role && { role })}>
      <Icon name={icon ?? toneIcon[tone]} />
      <div class="notice-body">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

interface TagProps {
  tone?: Tone | 'drill';
  icon?: IconName | undefined;
  children: ComponentChildren;
}

/** A state told by word, icon and colour together. */
export function Tag({ tone = 'plain', icon, children }: TagProps) {
  const shown = icon ?? (tone === 'drill' ? 'bell' : toneIcon[tone]);
  return (
    <span class={`tag tag-${tone}`}>
      <Icon name={shown} size="s" />
      {children}
    </span>
  );
}

interface RowProps {
  href?: string | undefined;
  onClick?: (() => void) | undefined;
  icon?: IconName | undefined;
  title: ComponentChildren;
  detail?: ComponentChildren;
  end?: ComponentChildren;
}

/** One line of a `<ul class="rows">`: a link, a button or plain. */
export function Row({ href, onClick, icon, title, detail, end }: RowProps) {
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      <span class="grow">
        <span class="strong">{title}</span>
        {detail && <span class="muted small">{detail}</span>}
      </span>
      {end ?? ((href || onClick) && <Icon name="next" size="s" />)}
    </>
  );
  if (href)
    return (
      <li>
        <a class="rowlink" href={href}>
          {inside}
        </a>
      </li>
    );
  if (onClick)
    return (
      <li>
        <button type="button" class="rowlink" onClick={onClick}>
          {inside}
        </button>
      </li>
    );
  return (
    <li>
      <div class="rowlink">{inside}</div>
    </li>
  );
}

export interface FactProps {
  label: string;
  value: ComponentChildren;
}

export function Facts({ items }: { items: readonly FactProps[] }) {
  return (
    <dl class="facts">
      {items.map(({ label, value }) => (
        <div class="fact" key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface EmptyProps {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}

export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div class="empty">
      <Icon name={icon} size="l" />
      <p class="strong">{title}</p>
      {children}
    </div>
  );
}

/** Where something will be. `label` is what a screen reader hears meanwhile. */
export function Skeleton({ label, lines = 3 }: { label: string; lines?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}
