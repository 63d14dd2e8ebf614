/** Leaves at once for a page that tells nothing, and leaves no step back. */
import { tm } from '../locales/more';
import { Button } from './button';

const NEUTRAL_PAGE = 'https://www.weather.go.kr/';

export function QuickExit() {
  return (
    <Button kind="quiet" icon="door" onClick={() => location.replace(NEUTRAL_PAGE)}>
      {tm('more.exit')}
    </Button>
  );
}
