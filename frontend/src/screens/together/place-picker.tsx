/** Choosing a meeting place by tapping the drawing of the neighbourhood, or with the arrow keys. */
import { me } from '../../core/session';
import { tt } from '../../locales/together';
import type { Place } from '../../ui/geometry';
import { wholeFrame, HEIGHT, SketchLines, WIDTH } from './place-sketch';

const METRES_PER_DEGREE = 111_320;
const STEP_M = 20;
const ARROWS: Record<string, readonly [east: number, north: number]> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

export function movedBy(place: Place, eastM: number, northM: number): Place {
  return {
    lat: place.lat + northM / METRES_PER_DEGREE,
    lon: place.lon + eastM / (METRES_PER_DEGREE * Math.cos((place.lat * Math.PI) / 180)),
  };
}

interface PlacePickerProps {
  at: Place | null;
  onPick: (place: Place) => void;
}

export function PlacePicker({ at, onPick }: PlacePickerProps) {
  const centre = me.value?.neighbourhood.centre ?? { lat: 0, lon: 0 };
  const frame = wholeFrame();
  const tapped = (event: MouseEvent) => {
    // Pressed with a key there is no place under the finger: the middle, to be moved from there.
    if (event.detail === 0) return onPick(at ?? centre);
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const [cx, cy] = frame.at(centre);
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    const y = ((event.clientY - box.top) / box.height) * HEIGHT;
    return onPick(movedBy(centre, (x - cx) * frame.metresPerUnit, (cy - y) * frame.metresPerUnit));
  };
  const keyed = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    onPick(movedBy(at ?? centre, arrow[0] * STEP_M, arrow[1] * STEP_M));
  };
  return (
    <button
      type="button"
      class="picker"
      aria-label={tt('new.sketch')}
      aria-describedby="picker-hint"
      onClick={tapped}
      onKeyDown={keyed}
      data-testid="place-picker"
    >
      <svg class="cell sketch" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <SketchLines frame={frame} at={at} here={null} />
      </svg>
    </button>
  );
}
