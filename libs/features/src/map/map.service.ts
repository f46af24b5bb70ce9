import { Injectable } from '@nestjs/common';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import type { MapBody, MapView } from './map.dto.js';
import { regionsOf } from './map-regions.js';
import { replaceMap, selectMap, selectOffices } from './map.repository.js';

/** The district's map: offices as regions. */
@Injectable()
export class MapService {
  constructor(private readonly database: Database) {}

  one(context: CommandContext): Promise<MapView> {
    return this.database.read(context, viewOf);
  }

  /** Replaces the whole map. Refusals: those of `regionsOf`, `map.version_conflict`. */
  async replace(context: CommandContext, seen: number, body: MapBody): Promise<MapView> {
    return this.database.transaction(context, async (tx) => {
      const regions = valueOf(regionsOf(body, await selectOffices(tx)));
      if (!(await replaceMap(tx, seen, regions))) throw new VersionConflictError('map', await viewOf(tx));
      await announceChange(tx, { subject: 'map', id: tx.districtId, version: seen + 1 });
      const detail = { version: seen + 1, regions: regions.length };
      await recordAudit(tx, [{ action: 'map.replace', subjectKind: 'map', subjectId: tx.districtId, detail }]);
      return viewOf(tx);
    });
  }
}

async function viewOf(tx: Tx): Promise<MapView> {
  const { version, regions } = await selectMap(tx);
  const offices = new Map((await selectOffices(tx)).map(({ code: _, ...office }) => [office.id, office]));
  return {
    version,
    regions: regions.flatMap(({ officeId, polygons }) => {
      const office = offices.get(officeId);
      return office ? [{ office, polygons: polygons as MapView['regions'][number]['polygons'] }] : [];
    }),
  };
}
