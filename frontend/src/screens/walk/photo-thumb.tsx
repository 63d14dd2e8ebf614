/** A photo that waits on this phone. */
import { useEffect, useState } from 'preact/hooks';

import { photoUrl, removePhoto } from '../../core/photos';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';

export function PhotoThumb({ id, onRemove }: { id: string; onRemove: () => void }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let shown: string | null = null;
    let left = false;
    const show = async () => {
      const found = await photoUrl(id);
      if (left && found) URL.revokeObjectURL(found);
      else setUrl((shown = found));
    };
    void show();
    return () => {
      left = true;
      if (shown) URL.revokeObjectURL(shown);
    };
  }, [id]);
  return (
    <div class="row thumb">
      {url && <img src={url} alt={tm('report.photoAlt')} width="96" height="96" />}
      <Button
        kind="quiet"
        icon="trash"
        onClick={() => {
          void removePhoto(id);
          onRemove();
        }}
      >
        {tm('report.removePhoto')}
      </Button>
    </div>
  );
}
