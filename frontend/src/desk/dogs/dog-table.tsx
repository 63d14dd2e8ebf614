/** Dogs, one in each line. */
import { type IconName, Button, Tag, type Tone } from '../../ui';
import { Photos } from '../photos';
import { sayDay } from '../texts';
import { type DeskDog, grouped, resultOf, type TestResult } from './dogs';
import { tell } from './words';

const LOOKS: Record<TestResult, [IconName, Tone]> = {
  passed: ['check', 'good'],
  failed: ['alert', 'danger'],
  not_tested: ['clock', 'plain'],
};

interface Props {
  dogs: readonly DeskDog[];
  /** Null for somebody who may only look. */
  onTest: ((dog: DeskDog) => void) | null;
}

export function DogTable({ dogs, onTest }: Props) {
  return (
    <table class="desk-table desk-wide-table">
      <caption class="sr-only">{tell('dogs.list')}</caption>
      <thead>
        <tr>
          <th scope="col">{tell('dogs.name')}</th>
          <th scope="col">{tell('dogs.owner')}</th>
          <th scope="col">{tell('dogs.registration')}</th>
          <th scope="col">{tell('dogs.test')}</th>
          {onTest !== null && <th scope="col">{tell('dogs.actions')}</th>}
        </tr>
      </thead>
      <tbody>
        {dogs.map((dog) => (
          <Row key={dog.id} dog={dog} onTest={onTest} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ dog, onTest }: { dog: DeskDog; onTest: Props['onTest'] }) {
  const result = resultOf(dog);
  const [icon, tone] = LOOKS[result];
  return (
    <tr>
      <th scope="row">
        <span class="desk-dog">
          <Photos ids={dog.photo_id === null ? [] : [dog.photo_id]} name={dog.name} />
          {dog.name}
        </span>
      </th>
      <td data-label={tell('dogs.owner')}>{dog.owner.name}</td>
      <td data-label={tell('dogs.registration')} class="num">
        {dog.registration_no === null ? (
          <span class="muted">{tell('dogs.unregistered')}</span>
        ) : (
          grouped(dog.registration_no)
        )}
      </td>
      <td data-label={tell('dogs.test')}>
        <span class="desk-dog-test">
          <Tag icon={icon} tone={tone}>
            {tell(`result.${result}`)}
          </Tag>
          {dog.temperament?.tested_on && (
            <span class="small muted num">{sayDay(dog.temperament.tested_on)}</span>
          )}
          {dog.temperament?.note && <span class="small desk-note">{dog.temperament.note}</span>}
        </span>
      </td>
      {onTest !== null && (
        <td>
          <Button
            aria-label={tell('dogs.recordNamed', { name: dog.name, owner: dog.owner.name })}
            onClick={() => onTest(dog)}
          >
            {tell('dogs.record')}
          </Button>
        </td>
      )}
    </tr>
  );
}
