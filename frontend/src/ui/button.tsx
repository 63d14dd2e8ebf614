/** Buttons and links that look like buttons. */
import type { ComponentChildren } from 'preact';

import { Icon, type IconName } from './icon';

export type ButtonKind = 'primary' | 'second' | 'quiet' | 'concern' | 'danger' | 'lamp';

interface Common {
  kind?: ButtonKind | undefined;
  /** `l`: the one primary action of a screen, at least 64 px high. */
  size?: 'm' | 'l' | undefined;
  block?: boolean | undefined;
  icon?: IconName | undefined;
  class?: string | undefined;
  children: ComponentChildren;
}

interface ButtonProps extends Common {
  onClick?: ((event: MouseEvent) => void) | undefined;
  type?: 'button' | 'submit';
  /** Working: stays focusable and says so; further taps do nothing. */
  busy?: boolean | undefined;
  disabled?: boolean;
  form?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-expanded'?: boolean;
  'aria-pressed'?: boolean;
  'data-testid'?: string;
}

function look({ kind = 'second', size = 'm', block, class: extra }: Omit<Common, 'children'>): string {
  return ['btn', `btn-${kind}`, size === 'l' && 'btn-l', block && 'btn-block', extra]
    .filter(Boolean)
    .join(' ');
}

export function Button({
  kind,
  size,
  block,
  icon,
  class: extra,
  children,
  busy,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={look({ kind, size, block, class: extra })}
      {...(busy && { 'aria-busy': 'true', 'aria-disabled': 'true' })}
      onClick={(event: MouseEvent) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface LinkButtonProps extends Common {
  href: string;
  target?: string;
  rel?: string;
  download?: string;
  'aria-label'?: string;
  'data-testid'?: string;
}

export function LinkButton({ kind, size, block, icon, class: extra, children, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} class={look({ kind, size, block, class: extra })}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
