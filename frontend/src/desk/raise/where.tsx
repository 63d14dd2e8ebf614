/** A place outside: pressed on the picture of the neighbourhood, or written as coordinates. */
import { Field } from '../../ui';
import type { Projection } from '../geometry';
import { Ground, HEIGHT, WIDTH } from '../ground';
import { pointOf } from './draft';
import { tell } from './words';

interface Props {
  point: string;
  error: string | undefined;
  onPoint: (point: string) => void;
}

export function Where({ point, error, onPoint }: Props) {
  const at = pointOf(point);
  const press = (event: MouseEvent, on: Projection) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    const y = ((event.clientY - box.top) / box.height) * HEIGHT;
    onPoint(`${on.lat(y).toFixed(5)}, ${on.lon(x).toFixed(5)}`);
  };
  return (
    <div class="stack">
      <p class="small muted">{tell('raise.map')}</p>
      <Ground label={tell('raise.mapLabel')} points={at === null ? [] : [[at.lat, at.lon]]}>
        {(on) => (
          <>
            <rect
              class="desk-press"
              data-testid="raise-map"
              width={WIDTH}
              height={HEIGHT}
              onClick={(event) => press(event, on)}
            />
            {at !== null && (
              <path
                class="desk-pressed"
                d={`M${on.x(at.lon)} ${on.y(at.lat)}l-9 -14a10 10 0 1 1 18 0z`}
                aria-hidden="true"
              />
            )}
          </>
        )}
      </Ground>
      <Field
        label={tell('raise.point')}
        hint={tell('raise.pointHint')}
        value={point}
        error={error}
        onInput={onPoint}
        autoComplete="off"
        maxLength={60}
      />
    </div>
  );
}
