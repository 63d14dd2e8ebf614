/** Map or table, with a legend that names shape and colour. */
import type { BoardAlert, BoardPatrol } from './contract';
import type { Filters } from './filters';
import { NeighbourhoodMap } from './neighbourhood-map';
import { PictureTable } from './picture-table';
import { Section } from './section';
import { say } from './texts';

interface Props {
  alerts: readonly BoardAlert[];
  walks: readonly BoardPatrol[];
  shown: Filters['picture'];
  onShow: (shown: Filters['picture']) => void;
}

export function Picture({ alerts, walks, shown, onShow }: Props) {
  const choice = (value: Filters['picture']) => (
    <button
      type="button"
      class="desk-switch-one"
      aria-pressed={shown === value}
      onClick={() => onShow(value)}
    >
      {say(`picture.${value}`)}
    </button>
  );
  return (
    <Section
      id="picture"
      title={say('picture.title')}
      aside={
        <fieldset class="desk-switch" aria-label={say('picture.switch')}>
          {choice('map')}
          {choice('table')}
        </fieldset>
      }
    >
      {shown === 'map' ? (
        <>
          <NeighbourhoodMap alerts={alerts} walks={walks} />
          <Legend drills={alerts.some((alert) => alert.drill)} />
        </>
      ) : (
        <PictureTable alerts={alerts} walks={walks} />
      )}
    </Section>
  );
}

function Legend({ drills }: { drills: boolean }) {
  return (
    <div class="desk-legend">
      <ul aria-label={say('picture.legend')}>
        <li>
          <svg
            viewBox="-18 -18 36 36"
            width="20"
            height="20"
            aria-hidden="true"
            class="desk-mark is-unanswered"
          >
            <path d="M0-17L17 0L0 17L-17 0Z" />
          </svg>
          {say('picture.unanswered')}
        </li>
        <li>
          <svg viewBox="-18 -18 36 36" width="20" height="20" aria-hidden="true" class="desk-mark is-coming">
            <path d="M-13 0a13 13 0 1 0 26 0a13 13 0 1 0-26 0Z" />
          </svg>
          {say('picture.coming')}
        </li>
        {drills && (
          <li>
            <svg viewBox="-18 -18 36 36" width="20" height="20" aria-hidden="true" class="desk-mark is-drill">
              <path d="M0-17L17 0L0 17L-17 0Z" />
            </svg>
            {say('alert.drill')}
          </li>
        )}
        <li>
          <svg viewBox="-18 -18 36 36" width="20" height="20" aria-hidden="true" class="desk-mark is-walk">
            <rect x="-12" y="-12" width="24" height="24" rx="7" />
          </svg>
          {say('picture.walk')}
        </li>
      </ul>
      <p class="small muted">{say('picture.cells')}</p>
    </div>
  );
}
