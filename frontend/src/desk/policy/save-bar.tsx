/** Stays in view while something is changed: how much, undo, save. */
import { useState } from 'preact/hooks';

import { Button } from '../../ui';
import { FieldError } from '../../ui/form';
import type { Part } from './draft';
import { sayPart } from './said';
import { tell } from './words';

interface Props {
  count: number;
  /** What cannot be read. */
  wrong: readonly Part[];
  onUndo: () => void;
  onSave: () => void;
}

export function SaveBar({ count, wrong, onUndo, onSave }: Props) {
  const [checked, setChecked] = useState(false);
  if (count === 0 && wrong.length === 0) return null;
  const go = () => {
    setChecked(wrong.length > 0);
    if (wrong.length === 0) onSave();
  };
  return (
    <div class="policy-bar" data-testid="policy-bar">
      {checked && wrong.length > 0 ? (
        <FieldError id="policy-wrong">
          {tell('save.wrong', { names: wrong.map(sayPart).join(', ') })}
        </FieldError>
      ) : (
        <p class="strong" role="status">
          {count > 0 && tell('save.count', { count })}
        </p>
      )}
      <div class="desk-dialog-actions">
        <Button icon="undo" onClick={onUndo}>
          {tell('save.undo')}
        </Button>
        <Button kind="primary" icon="check" onClick={go} data-testid="policy-save">
          {tell('save.go')}
        </Button>
      </div>
    </div>
  );
}
