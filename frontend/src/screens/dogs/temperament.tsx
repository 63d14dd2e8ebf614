/** What the coordinator wrote after meeting the dog; only read here. */
import { formatDay } from '../../core/i18n';
import type { Dog } from '../../core/dogs';
import { tm } from '../../locales/more';
import { Card, Tag } from '../../ui/surface';

const LOOK = {
  passed: { tone: 'good', icon: 'check' },
  failed: { tone: 'warn', icon: 'refresh' },
  not_tested: { tone: 'plain', icon: 'clock' },
} as const;

export function TemperamentTag({ dog }: { dog: Dog }) {
  const result = dog.temperament?.result ?? 'not_tested';
  return <Tag {...LOOK[result]}>{tm(`dogs.${result}`)}</Tag>;
}

export function Temperament({ dog }: { dog: Dog }) {
  const { tested_on: day, note } = dog.temperament ?? { tested_on: null, note: null };
  return (
    <Card title={tm('dogs.temperament')}>
      <p class="row">
        <TemperamentTag dog={dog} />
        {day && <span class="muted">{tm('dogs.testedOn', { day: formatDay(`${day}T12:00:00`) })}</span>}
      </p>
      {note && <p>{note}</p>}
      <p class="small muted">{tm('dogs.temperamentText')}</p>
    </Card>
  );
}
