/** The certificate: which months, and the PDF. */
import { useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { fetchFile, keepFile } from '../../core/files';
import { certificatePath } from '../../core/hours';
import { lang } from '../../core/i18n';
import { th } from '../../locales/hours';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Card } from '../../ui/surface';
import { partsOf, shifted } from './months';

interface MonthSelectProps {
  label: string;
  value: string;
  months: readonly string[];
  onChange: (month: string) => void;
}

/** A list, because not every browser has a picker for months. */
function MonthSelect({ label, value, months, onChange }: MonthSelectProps) {
  const format = new Intl.DateTimeFormat(lang.value, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <label class="field">
      <span class="strong">{label}</span>
      <select class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {months.map((month) => {
          const parts = partsOf(month);
          return (
            <option key={month} value={month}>
              {format.format(Date.UTC(parts.year, parts.month - 1, 1))}
            </option>
          );
        })}
      </select>
    </label>
  );
}

interface CertificateProps {
  /** The newest month that can be chosen. */
  newest: string;
  /** The first of the last twelve months in which something was confirmed. */
  first: string | null;
}

export function Certificate({ newest, first }: CertificateProps) {
  const [from, setFrom] = useState(first ?? newest);
  const [to, setTo] = useState(newest);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const months = Array.from({ length: 36 }, (_, back) => shifted(newest, -back));
  const wrong = to < from;
  const fetchIt = async () => {
    if (wrong) return;
    setBusy(true);
    setFailed(null);
    try {
      // Fetched, not linked: without a connection a link would lead out of the app.
      keepFile(await fetchFile(certificatePath(from, to), `${th('cert.file')}-${from}-${to}.pdf`));
      announce(th('cert.done'));
    } catch (error) {
      setFailed((error instanceof ApiError && error.problem?.detail) || th('cert.failed'));
    }
    setBusy(false);
  };
  return (
    <Card title={th('cert.title')}>
      <p class="muted">{th(first ? 'cert.text' : 'cert.none')}</p>
      {first && (
        <>
          <div class="pair">
            <MonthSelect label={th('cert.from')} value={from} months={months} onChange={setFrom} />
            <MonthSelect label={th('cert.to')} value={to} months={months} onChange={setTo} />
          </div>
          {wrong && <FieldError id="cert-wrong">{th('cert.wrong')}</FieldError>}
          {failed && <FieldError id="cert-failed">{failed}</FieldError>}
          <Button
            kind="primary"
            size="l"
            block
            icon="download"
            busy={busy}
            disabled={wrong}
            onClick={() => void fetchIt()}
            data-testid="certificate"
          >
            {th('cert.download')}
          </Button>
        </>
      )}
    </Card>
  );
}
