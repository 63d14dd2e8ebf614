/** Thumbnails of a check-in; a photo that has not arrived yet says so instead of showing a broken frame. */
import { useState } from 'preact/hooks';

import { Icon } from '../ui';
import { say } from './texts';

export function Photos({ ids, name }: { ids: readonly string[]; name: string }) {
  if (ids.length === 0) return null;
  return (
    <ul class="desk-photos">
      {ids.map((id, index) => (
        <li key={id}>
          <Photo id={id} label={say('reports.photo', { name, count: index + 1 })} />
        </li>
      ))}
    </ul>
  );
}

function Photo({ id, label }: { id: string; label: string }) {
  const [missing, setMissing] = useState(false);
  const src = `/api/photos/${encodeURIComponent(id)}`;
  if (missing) {
    return (
      <p class="desk-photo-missing small muted">
        <Icon name="camera" size="s" />
        {say('reports.photoFailed')}
      </p>
    );
  }
  return (
    <a href={src} target="_blank" rel="noreferrer">
      <img
        src={src}
        alt={label}
        width="72"
        height="72"
        loading="lazy"
        decoding="async"
        onError={() => setMissing(true)}
      />
    </a>
  );
}
