/** Tells a true certificate: what one with this number says. */
import { useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { Button, Field, Notice } from '../../ui';
import { localDay } from '../days';
import { Trouble } from '../export-dialog';
import { Section } from '../section';
import { sayDay, sayMinutes, sayMonth } from '../texts';
import { useDeed } from '../use-deed';
import { type Certificate, findCertificate } from './hours';
import { tell } from './words';

export function CertificateCheck() {
  const [number, setNumber] = useState('');
  const [found, setFound] = useState<Certificate | 'none' | null>(null);
  const { busy, problem, run } = useDeed();

  async function look(event: Event) {
    event.preventDefault();
    if (number.trim() === '') return;
    setFound(null);
    await run(async () => {
      setFound(
        await findCertificate(number.trim()).catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 404) return 'none' as const;
          throw error;
        }),
      );
    });
  }

  return (
    <Section id="certificate" title={tell('certificate.title')}>
      <form class="desk-certificate" onSubmit={(event) => void look(event)}>
        <Field
          label={tell('certificate.number')}
          hint={tell('certificate.hint')}
          value={number}
          onInput={setNumber}
          autoComplete="off"
          maxLength={20}
        />
        <Button type="submit" busy={busy}>
          {tell('certificate.look')}
        </Button>
      </form>
      <Trouble text={problem} />
      {found === 'none' && (
        <Notice tone="warn" role="status">
          <p>{tell('certificate.none')}</p>
        </Notice>
      )}
      {found !== null && found !== 'none' && (
        <Notice tone="good" role="status" title={found.name}>
          <p>
            {tell('certificate.says', {
              from: sayMonth(found.first_month),
              to: sayMonth(found.last_month),
              span: sayMinutes(found.minutes),
            })}
          </p>
          <p class="small">
            {tell('certificate.issued', { day: sayDay(localDay(Date.parse(found.issued_at))) })}
          </p>
        </Notice>
      )}
    </Section>
  );
}
