/** A list or page that could not be read: what happened and what to do next. */
import type { ApiError } from '../../api/client';
import { t } from '../../core/i18n';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/surface';

export function LoadFailed({ error, retry }: { error: ApiError; retry: () => void }) {
  return (
    <Notice
      tone="warn"
      icon={error.status === null ? 'offline' : 'alert'}
      title={t('common.failed')}
      role="status"
    >
      <p>{error.problem?.detail || t('common.failedHint')}</p>
      <div class="row">
        <Button icon="refresh" onClick={retry}>
          {t('common.retry')}
        </Button>
      </div>
    </Notice>
  );
}
