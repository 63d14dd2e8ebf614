/** Shown in place of a screen whose file could not be fetched. */
import { t } from '../../core/i18n';
import { Button } from '../../ui/button';
import { EmergencyCalls } from '../../ui/emergency';
import { Notice } from '../../ui/surface';

export function Broken() {
  return (
    <div class="stack-l">
      <h1>{t('error.title')}</h1>
      <Notice tone="warn" role="alert">
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
