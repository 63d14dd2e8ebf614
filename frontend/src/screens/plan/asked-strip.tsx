/** On home: somebody whose buddy I am did not answer. One line that leads there; it says nothing of who. */
import { useEffect } from 'preact/hooks';

import { me } from '../../core/session';
import { tp } from '../../locales/plan';
import { Icon } from '../../ui/icon';
import { announce } from '../../ui/live';
import './plan.css';

export function AskedPlans() {
  const count = me.value?.open.asked_plans ?? 0;
  const text = count > 0 ? tp('line.askedText', { count }) : '';
  useEffect(() => {
    if (text) announce(text);
  }, [text]);
  if (!text) return null;
  return (
    <a class="plan-asked-strip" href="/plans/asked" data-testid="asked-plans">
      <Icon name="heart" size="l" />
      <span class="grow">
        <strong class="lead">{tp('line.asked')}</strong>
        <span>{text}</span>
      </span>
      <Icon name="next" size="s" />
    </a>
  );
}
