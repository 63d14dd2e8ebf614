/** What I reported, and what became of it. */
import { useRoute } from 'preact-iso/router';
import { useEffect } from 'preact/hooks';

import { formatAge, t } from '../../core/i18n';
import { mine, myReports } from '../../core/reports';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { Empty, Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { usePages } from '../shell/use-pages';
import { ReportCard } from './report-card';
import './reports.css';

/** Older than this, the list is not from this visit. */
const FRESH_MS = 60_000;

export default function Reports() {
  const { id: opened = '' } = useRoute().params;
  const { items, error, reload, more } = usePages('reports', myReports);
  const there = items?.some((report) => report.id === opened) ?? false;
  useEffect(() => {
    if (there) document.getElementById(`report-${opened}`)?.scrollIntoView({ block: 'start' });
  }, [there, opened]);
  const { at } = mine.state.value;
  return (
    <Screen title={tm('reports.title')} back={{ href: '/', label: t('nav.home') }}>
      {items?.length !== 0 && <p class="muted">{tm('reports.text')}</p>}
      {error && <LoadFailed error={error} retry={reload} />}
      {!items && !error && <Skeleton label={t('common.loading')} />}
      {items && at !== null && Date.now() - at > FRESH_MS && (
        <p class="small muted">{tm('reports.old', { age: formatAge(at) })}</p>
      )}
      {items && items.length > 0 && (
        <ul class="reports">
          {items.map((report) => (
            <ReportCard key={report.id} report={report} opened={report.id === opened} />
          ))}
        </ul>
      )}
      {items?.length === 0 && (
        <Empty icon="message" title={tm('reports.empty')}>
          <p class="muted">{tm('reports.emptyText')}</p>
          <LinkButton kind="primary" size="l" icon="walk" class="reports-walk" href="/walk">
            {t('home.walkStart')}
          </LinkButton>
        </Empty>
      )}
      {more && (
        <Button block onClick={more}>
          {tm('more.loadMore')}
        </Button>
      )}
    </Screen>
  );
}
