import { Download } from 'lucide-react';
import type { DistrictMap } from '#api-client/types.gen.js';
import { Button } from '../../ui/button.js';
import { geoJsonOf } from './map-file.js';

/** The map as a GeoJSON file, which can be chosen again. */
export function SaveMap({ map, words }: { map: DistrictMap; words: string }) {
  const save = () => {
    const text = JSON.stringify(geoJsonOf(map));
    const url = URL.createObjectURL(new Blob([text], { type: 'application/geo+json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `duban-map-${map.version}.geojson`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <Button look="plain" onClick={save}>
      <Download aria-hidden size={18} />
      {words}
    </Button>
  );
}
