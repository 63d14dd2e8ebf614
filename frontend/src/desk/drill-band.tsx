/** Stands over everything the desk shows of a drill. */
import { DRILLS_PATH } from './addresses';
import type { BoardAlert } from './contract';
import { say } from './texts';

export function DrillBand({ alert, links = false }: { alert: Pick<BoardAlert, 'drill'>; links?: boolean }) {
  if (!alert.drill) return null;
  return (
    <p class="drill-band" data-testid="drill">
      {say('alert.drillBand')}{' '}
      {links && (
        <a href={DRILLS_PATH} class="drill-band-link">
          {say('alert.drillResults')}
        </a>
      )}
    </p>
  );
}
