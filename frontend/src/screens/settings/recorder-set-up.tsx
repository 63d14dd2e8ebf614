/** What an app needs to record for me: shown once, then only the app has it. */
import { useState } from 'preact/hooks';

import { lang } from '../../core/i18n';
import type { RecorderMade } from '../../core/recorders';
import { tr } from '../../locales/recorders';
import { Button, LinkButton } from '../../ui/button';
import { announce } from '../../ui/live';
import { Card, Notice } from '../../ui/surface';
import { Screen } from '../shell/screen';
import './recorders.css';
import './settings.css';

/** As a picture it can show and nothing else. */
function pictureOf(svg: string): string {
  const named = svg.includes('xmlns=') ? svg : svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(named)}`;
}

function Copied({ label, value }: { label: string; value: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setState('copied');
      announce(tr('copied'));
    } catch {
      setState('failed');
    }
  };
  return (
    <div class="stack-s">
      <span class="small muted">{label}</span>
      <code class="recorder-value">{value}</code>
      <div class="row">
        <Button
          onClick={() => void copy()}
          {...(state === 'copied' && { icon: 'check' as const })}
          aria-label={`${label} ${tr('copy')}`}
        >
          {tr(state === 'copied' ? 'copied' : 'copy')}
        </Button>
      </div>
      {state === 'failed' && <p class="small">{tr('copyFailed')}</p>}
    </div>
  );
}

export function RecorderSetUp({ made, onDone }: { made: RecorderMade; onDone: () => void }) {
  const app = tr(`app.${made.app}`);
  const steps = lang.value === 'ko' ? made.steps_ko : made.steps_en;
  return (
    <Screen title={`${made.name} · ${app}`} class="settings">
      <Notice tone="warn" title={tr('onceTitle')}>
        <p>{tr('once')}</p>
      </Notice>
      <Card title={tr('steps')}>
        <ol class="recorder-steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Card>
      <img class="recorder-qr" src={pictureOf(made.qr_svg)} alt={tr('qr')} />
      {made.link && (
        <LinkButton block icon="device" href={made.link}>
          {tr('openLink', { app })}
        </LinkButton>
      )}
      <Card>
        <Copied label={tr('url')} value={made.url} />
        {made.app === 'owntracks' && <Copied label={tr('user')} value={made.id} />}
        {made.app !== 'osmand' && <Copied label={tr('token')} value={made.token} />}
      </Card>
      <Button kind="primary" size="l" block onClick={onDone} data-testid="recorder-done">
        {tr('finished')}
      </Button>
    </Screen>
  );
}
