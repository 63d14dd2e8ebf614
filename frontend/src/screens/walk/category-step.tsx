/** What it is about. */
import type { ComponentChildren } from 'preact';

import type { WalkCategory } from '../../api/types';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Screen } from '../shell/screen';
import { REPORTS } from './categories';

interface CategoryStepProps {
  thumbs: ComponentChildren;
  chosen: WalkCategory | null;
  onChoose: (category: WalkCategory) => void;
}

export function CategoryStep({ thumbs, chosen, onChoose }: CategoryStepProps) {
  return (
    <Screen title={tm('report.category')} class="report-category">
      {thumbs}
      <div class="tiles">
        {REPORTS.map(([value, icon]) => (
          <Button
            key={value}
            icon={icon}
            {...(chosen === value && { class: 'tile-chosen' })}
            onClick={() => onChoose(value)}
          >
            {tm(`kind.${value}`)}
          </Button>
        ))}
      </div>
    </Screen>
  );
}
