/** Where a report stands, by word, icon and colour. */
import type { ReportState } from '../../core/reports';
import { tm } from '../../locales/more';
import { Tag } from '../../ui/surface';

/** Also before it is at the desk. */
export type Standing = ReportState | 'here' | 'sending' | 'refused' | 'sent' | 'taken_back';

const LOOK = {
  here: { tone: 'info', icon: 'device' },
  sending: { tone: 'info', icon: 'send' },
  refused: { tone: 'danger', icon: 'alert' },
  sent: { tone: 'good', icon: 'cloud' },
  taken_back: { tone: 'plain', icon: 'undo' },
  received: { tone: 'good', icon: 'cloud' },
  in_progress: { tone: 'warn', icon: 'clock' },
  fixed: { tone: 'good', icon: 'check' },
  not_ours: { tone: 'plain', icon: 'share' },
} as const;

export function ReportTag({ state }: { state: Standing }) {
  return <Tag {...LOOK[state]}>{tm(`reports.state.${state}`)}</Tag>;
}
