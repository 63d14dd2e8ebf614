/** Catches a screen that breaks or a chunk that does not load: nothing written is lost, and the numbers stay. */
import { Component, type ComponentChildren } from 'preact';

import { t } from '../../core/i18n';
import { Button } from '../../ui/button';
import { EmergencyCalls } from '../../ui/emergency';
import { Notice } from '../../ui/surface';

export class Guard extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };
  static override getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div class="stack-l">
        <h1>{t('error.title')}</h1>
        <Notice tone="warn">
          <p>{t('error.text')}</p>
        </Notice>
        <Button kind="primary" size="l" block onClick={() => location.reload()}>
          {t('error.reload')}
        </Button>
        <EmergencyCalls />
        <p class="muted">{t('sos.plain')}</p>
      </div>
    );
  }
}
