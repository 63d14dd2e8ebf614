/** Walks in the phone's own calendar: an address of one's own, to be renewed or ended at any time. */
import { useState } from 'preact/hooks';

import { calendar, endCalendar, renewCalendar, type CalendarFeed } from '../../core/together';
import { tt } from '../../locales/together';
import { Button, LinkButton } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { announce } from '../../ui/live';
import { useLoaded } from '../shell/use-loaded';

interface Shown {
  feed: CalendarFeed | null;
}

function Address({
  feed,
  act,
}: {
  feed: CalendarFeed;
  act: (what: () => Promise<CalendarFeed | void>, words: string) => void;
}) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    const words = await navigator.clipboard.writeText(feed.url).then(
      () => tt('calendar.copied'),
      () => tt('calendar.copyFailed'),
    );
    setSaid(words);
    announce(words);
  };
  return (
    <>
      <LinkButton kind="primary" block icon="plus" href={feed.webcal_url}>
        {tt('calendar.add')}
      </LinkButton>
      <label class="field">
        <span class="strong">{tt('calendar.address')}</span>
        <input
          class="input small"
          readOnly
          value={feed.url}
          onFocus={(event) => event.currentTarget.select()}
          data-testid="calendar-url"
        />
      </label>
      <p class="small muted">{said ?? tt('calendar.secret')}</p>
      <div class="row">
        <Button icon="share" onClick={() => void copy()}>
          {tt('calendar.copy')}
        </Button>
        <Button icon="refresh" onClick={() => act(renewCalendar, tt('calendar.renewed'))}>
          {tt('calendar.renew')}
        </Button>
        <Button icon="close" onClick={() => act(endCalendar, tt('calendar.stopped'))}>
          {tt('calendar.stop')}
        </Button>
      </div>
    </>
  );
}

export function MyCalendar() {
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState<Shown | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const { data, error } = useLoaded(open ? 'calendar' : null, async (signal): Promise<Shown> => ({
    feed: await calendar(signal),
  }));
  const feed = (changed ?? data)?.feed ?? null;
  const act = async (what: () => Promise<CalendarFeed | void>, words: string | null) => {
    setFailed(false);
    try {
      setChanged({ feed: (await what()) ?? null });
      setSaid(words);
      if (words) announce(words);
    } catch {
      setFailed(true);
    }
  };
  return (
    <details class="card fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="clock" />
        <span class="grow">{tt('calendar.title')}</span>
        <Icon name="next" size="s" />
      </summary>
      <div class="stack">
        <p class="muted">{tt('calendar.text')}</p>
        {said && <p class="strong">{said}</p>}
        {feed ? (
          <Address feed={feed} act={(what, words) => void act(what, words)} />
        ) : (
          (data || changed) && (
            <Button block icon="plus" onClick={() => void act(renewCalendar, null)}>
              {tt('calendar.make')}
            </Button>
          )
        )}
        {(failed || (error && !data)) && <FieldError id="calendar-error">{tt('calendar.failed')}</FieldError>}
      </div>
    </details>
  );
}
