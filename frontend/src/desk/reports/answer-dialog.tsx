/** Says what became of a report; everybody who reported it hears it, once the server has it. */
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Dialog, Field } from '../../ui';
import { Trouble } from '../export-dialog';
import { Photos } from '../photos';
import { useReturnFocus } from '../return-focus';
import { say, sayCategory, sayName } from '../texts';
import { useDeed } from '../use-deed';
import { answerReport, type DeskReport, nextState, type ReportState, STATES } from './reports';
import { tell } from './words';

interface Props {
  report: DeskReport;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function AnswerDialog({ report, onClose, onDone }: Props) {
  useReturnFocus();
  const [state, setState] = useState<ReportState>(nextState(report.state));
  const [answer, setAnswer] = useState(report.answer);
  const { busy, problem, run } = useDeed();

  async function send(event: Event) {
    event.preventDefault();
    const done = await run(async () => {
      await answerReport(report.id, state, answer.trim());
      await onDone();
    });
    if (done) announce(tell('answer.done', { state: tell(`state.${state}`) }));
  }

  return (
    <Dialog open title={tell('answer.title')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <div>
          <p>
            <span class="strong">{sayCategory(report.category)}</span> · {sayName(report.reporter.name)}
          </p>
          {report.note !== '' && <p class="desk-note">{report.note}</p>}
        </div>
        <Photos ids={report.photo_ids} name={report.reporter.name} />
        <Choices
          label={tell('answer.state')}
          items={STATES.map((value) => ({ value, label: tell(`state.${value}`) }))}
          value={state}
          onChange={setState}
        />
        <Field
          label={tell('answer.words')}
          hint={tell(`answer.hint.${state}`)}
          value={answer}
          onInput={setAnswer}
          multiline
          maxLength={300}
        />
        <p class="small muted">
          {report.also_reported > 0
            ? tell('answer.tellsAll', { count: report.also_reported + 1 })
            : tell('answer.tellsOne')}
        </p>
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {tell(busy ? 'answer.sending' : 'answer.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
