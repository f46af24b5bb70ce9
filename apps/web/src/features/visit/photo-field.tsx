import { Camera, X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../../i18n/use-words.js';
import { shrinkPhoto } from '../../offline/shrink-photo.js';
import type { TakenPhoto } from '../../offline/waiting.js';
import { Toggle } from '../../ui/field.js';

const MOST = 9;

/** Photos if one wants: made small on the device, without the place they were taken. */
export function PhotoField({
  photos,
  onChange,
  keepPlaces,
  onKeepPlaces,
}: {
  photos: readonly TakenPhoto[];
  onChange: (photos: readonly TakenPhoto[]) => void;
  keepPlaces: boolean;
  onKeepPlaces: (keep: boolean) => void;
}) {
  const { t } = useWords();
  const id = useId();
  const [refused, setRefused] = useState('');
  const add = async (files: FileList | null) => {
    const chosen = [...(files ?? [])];
    const room = MOST - photos.length;
    setRefused(chosen.length > room ? t('visit.photoLimit', { n: MOST }) : '');
    const added: TakenPhoto[] = [];
    for (const file of chosen.slice(0, room)) {
      const shrunk = await shrinkPhoto(file);
      if (shrunk) added.push({ id: crypto.randomUUID(), ...shrunk });
      else setRefused(t('visit.photoUnreadable', { name: file.name }));
    }
    onChange([...photos, ...added]);
  };
  return (
    <fieldset className="choices">
      <legend>
        {t('visit.photos')} <span className="optional">{t('app.optional')}</span>
      </legend>
      <div className="photos">
        {photos.map((photo, index) => (
          <Thumbnail
            key={photo.id}
            photo={photo}
            label={t('visit.photoOf', { n: index + 1 })}
            onRemove={() => onChange(photos.filter((other) => other !== photo))}
          />
        ))}
        {photos.length < MOST && (
          <label className="photo-add" htmlFor={id}>
            <Camera aria-hidden size={26} />
            {t('visit.takePhoto')}
            <input
              id={id}
              type="file"
              accept="image/*"
              multiple
              className="away"
              onChange={({ target }) => {
                void add(target.files);
                target.value = '';
              }}
            />
          </label>
        )}
      </div>
      {refused && (
        <p className="field-error" role="alert">
          {refused}
        </p>
      )}
      {photos.some(({ place }) => place) && (
        <Toggle label={t('visit.keepPlaces')} on={keepPlaces} onChange={onKeepPlaces} />
      )}
      <p className="hint">{t('visit.notScored')}</p>
    </fieldset>
  );
}

function Thumbnail({ photo, label, onRemove }: { photo: TakenPhoto; label: string; onRemove: () => void }) {
  const { t } = useWords();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    // Read as data: the policy of this house knows no addresses of blobs.
    const reader = new FileReader();
    reader.onload = () => setAddress(String(reader.result));
    reader.readAsDataURL(photo.blob);
    return () => reader.abort();
  }, [photo.blob]);
  return (
    <span className="photo">
      {address && <img src={address} alt={label} />}
      <button
        type="button"
        className="photo-remove"
        aria-label={`${t('visit.removePhoto')} (${label})`}
        onClick={onRemove}
      >
        <X aria-hidden size={16} />
      </button>
    </span>
  );
}
