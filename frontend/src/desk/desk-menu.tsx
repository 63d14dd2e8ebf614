/** The desk's menu: beside the page on a wide screen, behind one button on a narrow one. */
import { useEffect, useRef, useState } from 'preact/hooks';

import { Icon } from '../ui';
import { Mark } from '../ui/mark';
import { unanswered } from './live-board';
import { neighbourhoodName } from './neighbourhood';
import { type Page, ROOMS, roomOf } from './rooms';
import { say } from './texts';

export function DeskMenu({ page }: { page: Page }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const room = roomOf(page);
  useEffect(() => {
    if (!open) return;
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [open]);
  return (
    <>
      <a class="brand" href="/" aria-label={say('desk.home')}>
        <Mark />
        <span class="desk-bar-name">{neighbourhoodName.value}</span>
      </a>
      <button
        ref={button}
        type="button"
        class="desk-menu-button"
        aria-expanded={open}
        aria-controls="desk-menu"
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'close' : (ROOMS.find((one) => one.room === room)?.icon ?? 'desk')} />
        <span>{say(`room.${room}`)}</span>
        <span class="sr-only">{say('desk.nav')}</span>
        {room !== 'board' && <Waiting />}
      </button>
      <nav id="desk-menu" class={`desk-nav ${open ? 'is-open' : ''}`} aria-label={say('desk.nav')}>
        {ROOMS.map(({ room: one, path, icon }) => (
          <a
            key={one}
            href={path}
            {...(one === room && { 'aria-current': 'page' as const })}
            onClick={() => setOpen(false)}
          >
            <Icon name={icon} />
            <span>{say(`room.${one}`)}</span>
            {one === 'board' && <Waiting />}
          </a>
        ))}
        <a href="/settings">
          <Icon name="settings" />
          <span>{say('desk.settings')}</span>
        </a>
      </nav>
    </>
  );
}

/** Somebody waits for an answer: told in every room. */
function Waiting() {
  const count = unanswered.value;
  if (count === 0) return null;
  return (
    <span class="desk-nav-count num">
      <span aria-hidden="true">{count}</span>
      <span class="sr-only">{say('desk.waiting', { count })}</span>
    </span>
  );
}
