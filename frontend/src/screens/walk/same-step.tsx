/** Perhaps somebody said so already: the person decides. */
import { formatAge } from '../../core/i18n';
import type { RecentReport } from '../../core/reports';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { ReportTag } from '../reports/report-state';
import { Screen } from '../shell/screen';

interface SameStepProps {
  report: RecentReport;
  onAnswer: (same: boolean) => void;
}

export function SameStep({ report, onAnswer }: SameStepProps) {
  return (
    <Screen title={tm('same.title')}>
      <p class="lead">{tm('same.text', { age: formatAge(report.reported_at) })}</p>
      <p>
        <ReportTag state={report.state} />
      </p>
      <div class="stack">
        <div class="stack-s">
          <Button size="l" block icon="check" onClick={() => onAnswer(true)} data-testid="same-yes">
            {tm('same.yes')}
          </Button>
          <p class="small muted">{tm('same.yesHint')}</p>
        </div>
        <Button size="l" block icon="plus" onClick={() => onAnswer(false)} data-testid="same-no">
          {tm('same.no')}
        </Button>
      </div>
    </Screen>
  );
}
