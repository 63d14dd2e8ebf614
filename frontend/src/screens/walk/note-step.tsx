/** One line if wanted, and off it goes. */
import type { ComponentChildren } from 'preact';

import type { WalkCategory } from '../../api/types';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Field, FieldError } from '../../ui/form';
import { Notice } from '../../ui/surface';
import { Screen } from '../shell/screen';

interface NoteStepProps {
  category: WalkCategory;
  /** It joins an earlier report. */
  joins: boolean;
  /** The walker does not allow the phone's place: it stays out of the report. */
  noPlace: boolean;
  onLeave: () => void;
  thumbs: ComponentChildren;
  note: string;
  onNote: (note: string) => void;
  sending: 'idle' | 'busy' | 'failed';
  onSend: () => void;
}

export function NoteStep(props: NoteStepProps) {
  const { category, joins, noPlace, onLeave, thumbs, note, onNote, sending, onSend } = props;
  const send = (event: Event) => {
    event.preventDefault();
    onSend();
  };
  return (
    <Screen title={tm(`kind.${category}`)}>
      {joins && (
        <Notice tone="good" icon="people" title={tm('same.joined')}>
          <div class="row">
            <Button kind="quiet" onClick={onLeave}>
              {tm('same.leave')}
            </Button>
          </div>
        </Notice>
      )}
      {thumbs}
      <form class="stack-l" onSubmit={send}>
        <Field
          label={tm('report.note')}
          hint={tm(noPlace ? 'report.noPlace' : 'report.noteHint')}
          value={note}
          onInput={onNote}
          maxLength={500}
          multiline
        />
        {sending === 'failed' && <FieldError id="report-error">{tm('report.failed')}</FieldError>}
        <Button
          kind="primary"
          size="l"
          block
          type="submit"
          busy={sending === 'busy'}
          data-testid="report-send"
        >
          {tm('report.send')}
        </Button>
      </form>
    </Screen>
  );
}
