/** A dog's face: its photo, else the first letter of its name. */
import { useEffect, useState } from 'preact/hooks';

import { photoUrl } from '../../core/photos';
import './dogs.css';

interface DogFaceProps {
  name: string;
  photoId: string | null;
  size?: 'm' | 'l';
}

/** The photo's address: the one still on this phone, else the server's. */
function usePhoto(id: string | null): [string | null, () => void] {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    let shown: string | null = null;
    setUrl(null);
    const show = async () => {
      const here = id && (await photoUrl(id).catch(() => null));
      if (left && here) URL.revokeObjectURL(here);
      else if (!left && id) setUrl((shown = here || `/api/photos/${id}`));
    };
    void show();
    return () => {
      left = true;
      if (shown?.startsWith('blob:')) URL.revokeObjectURL(shown);
    };
  }, [id]);
  return [url, () => setUrl(null)];
}

/** Stands beside the name, so it says nothing itself. */
export function DogFace({ name, photoId, size = 'm' }: DogFaceProps) {
  const [url, lost] = usePhoto(photoId);
  return (
    <span class={`face face-${size}`} aria-hidden="true">
      {url ? <img src={url} alt="" onError={lost} /> : [...name.trim()][0]}
    </span>
  );
}
