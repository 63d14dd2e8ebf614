/** Downloading the way: trimmed to pass on, whole for oneself. */
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';
import { Icon } from '../../ui/icon';

export function TakeAlong({ id }: { id: string }) {
  const file = (ending: string, query = '') => ({
    href: `/api/patrols/${id}.${ending}${query}`,
    download: `walk-${id}.${ending}`,
  });
  return (
    <section class="stack-s">
      <h2>{tm('walked.take')}</h2>
      <p class="small muted">{tm('walked.takeText')}</p>
      <div class="walk-acts">
        <LinkButton icon="download" {...file('gpx', '?ends=trimmed')}>
          {tm('walked.gpx')}
        </LinkButton>
        <LinkButton icon="download" {...file('geojson', '?ends=trimmed')}>
          {tm('walked.geojson')}
        </LinkButton>
      </div>
      <details class="details">
        <summary>
          <Icon name="next" size="s" />
          {tm('walked.raw')}
        </summary>
        <div class="stack-s">
          <p class="small muted">{tm('walked.rawText')}</p>
          <div class="walk-acts">
            <LinkButton {...file('gpx')}>{tm('walked.rawGpx')}</LinkButton>
            <LinkButton {...file('geojson')}>{tm('walked.rawGeojson')}</LinkButton>
          </div>
        </div>
      </details>
    </section>
  );
}
