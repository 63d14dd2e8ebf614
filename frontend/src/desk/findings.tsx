/** Alerts that do not go their way: what is wrong in plain words, and what the desk does instead. */
import { Notice } from '../ui';
import type { BoardAlert, Finding } from './contract';
import { say, sayOr } from './texts';

export function Findings({
  findings,
  alerts,
}: {
  findings: readonly Finding[];
  alerts: readonly BoardAlert[];
}) {
  if (findings.length === 0) return null;
  const names = new Map(alerts.map((alert) => [alert.id, alert.person_name]));
  const nameOf = ({ alert_id }: Finding) => {
    const name = names.get(alert_id);
    return name === undefined ? say('finding.closed') : say('finding.of', { name });
  };
  return (
    <Notice tone="danger" role="alert" title={say('finding.title')}>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.alert_id} ${finding.kind}`}>
            <a href={`/desk/alerts/${finding.alert_id}`}>{nameOf(finding)}</a>
            {': '}
            {sayOr(`finding.${finding.kind}`, 'finding.unknown')}
          </li>
        ))}
      </ul>
      <p>{say('finding.do')}</p>
    </Notice>
  );
}
