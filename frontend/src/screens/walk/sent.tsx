/** What became of each thing noted on this walk. */
import { outbox } from '../../core/outbox';
import { formatTime } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Icon } from '../../ui/icon';
import { Answer, iconOf } from '../reports/report-card';
import { ReportTag } from '../reports/report-state';
import { useLatest } from '../shell/use-latest';
import { notedOn, type Noted } from './sent-things';
import '../reports/reports.css';

function words({ kind, category, facility, working }: Noted): string {
  if (kind === 'check_in') return tm('walked.sentSafe');
  if (kind === 'report') return category ? tm(`kind.${category}` as 'kind.other') : tm('kind.other');
  const name = facility || tm('fac.kind.other');
  if (working === null) return name;
  return `${name}: ${tm(working ? 'walked.sentWorks' : 'walked.sentBroken')}`;
}

const ICONS = { check_in: 'check', facility_check: 'lamp' } as const;

export function Sent({ id }: { id: string }) {
  const { pending, setAside, sending } = outbox.value;
  // Asked again whenever something left or arrived.
  const when = `${pending} ${setAside} ${sending?.done ?? ''}`;
  const data = useLatest(id, when, (signal) => notedOn(id, signal));
  if (!data || data.things.length === 0) return null;
  return (
    <section class="stack-s" data-testid="walk-sent">
      <h2>{tm('walked.sent')}</h2>
      <ul class="rows">
        {data.things.map((thing) => (
          <li key={thing.id} class="sent-thing" data-standing={thing.standing}>
            <div class="row">
              <Icon name={thing.kind === 'report' ? iconOf(thing.category) : ICONS[thing.kind]} />
              <span class="grow">
                <span class="strong">{words(thing)}</span>
                <time class="muted small">{formatTime(thing.at)}</time>
              </span>
              <ReportTag state={thing.standing} />
            </div>
            {thing.answer && <Answer text={thing.answer} />}
          </li>
        ))}
      </ul>
      {!data.asked && <p class="small muted">{tm('walked.sentOld')}</p>}
    </section>
  );
}
