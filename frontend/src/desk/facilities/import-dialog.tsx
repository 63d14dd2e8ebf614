/** Brings in a list of facilities from a file; a wrong line is told with its number and harms no other. */
import { useRef, useState } from 'preact/hooks';

import { lang } from '../../core/i18n';
import { announce, Button, Dialog, Notice } from '../../ui';
import { keepFile } from '../download';
import { Trouble } from '../export-dialog';
import { centre } from '../neighbourhood';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { COLUMNS, sampleCsv } from './sample-file';
import { type Imported, importFacilities } from './facilities';
import { tell } from './words';

/** The server takes no more; a list of ten thousand lamps is smaller. */
const LARGEST = 4 * 1024 * 1024;

export function ImportDialog({ onClose, onDone }: { onClose: () => void; onDone: () => Promise<void> }) {
  useReturnFocus();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [result, setResult] = useState<Imported | null>(null);
  const { busy, problem, complain, run } = useDeed();

  async function take(file: File | undefined) {
    if (file === undefined) return;
    setName(file.name);
    setResult(null);
    if (file.size > LARGEST) return complain(tell('import.tooLarge'));
    await run(async () => {
      const answer = await importFacilities(file);
      setResult(answer);
      announce(tell('import.result', { added: answer.added, changed: answer.changed }));
      await onDone();
    });
    // The same file, mended, can be chosen again.
    if (input.current) input.current.value = '';
  }
  const sample = () =>
    keepFile({
      name: tell('import.sampleName'),
      body: new Blob([sampleCsv(centre.value ?? [37.7612, 126.7735])], { type: 'text/csv' }),
    });

  return (
    <Dialog open title={tell('facilities.import')} onClose={onClose}>
      <div class="stack">
        <p>{tell('import.how')}</p>
        <p class="small muted desk-columns-list">{COLUMNS.join(', ')}</p>
        <p>
          <Button kind="quiet" icon="download" onClick={sample}>
            {tell('import.sample')}
          </Button>
        </p>
        <label class="desk-file">
          <span class="strong">{tell('import.choose')}</span>
          <input
            ref={input}
            type="file"
            accept=".csv,text/csv,text/plain"
            disabled={busy}
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        {busy && <p role="status">{tell('import.reading', { name })}</p>}
        <Trouble text={problem} />
        {result !== null && <Result result={result} />}
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Result({ result }: { result: Imported }) {
  const { added, changed, unchanged, refused, errors } = result;
  return (
    <>
      <Notice tone={refused === 0 ? 'good' : 'warn'} role="status">
        <p>{tell('import.result', { added, changed })}</p>
        {unchanged > 0 && <p>{tell('import.unchanged', { count: unchanged })}</p>}
        {refused > 0 && <p>{tell('import.wrong', { count: refused })}</p>}
      </Notice>
      {errors.length > 0 && (
        <table class="desk-table">
          <caption class="sr-only">{tell('import.wrong', { count: refused })}</caption>
          <thead>
            <tr>
              <th scope="col">{tell('import.line')}</th>
              <th scope="col">{tell('import.what')}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((error, index) => (
              <tr key={index}>
                <th scope="row" class="num">
                  {error.line}
                </th>
                <td>{error[lang.value]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
