import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { policyVersions, type PolicyDefinition, type PolicyVersion } from '#features/policy/index.js';
import { keptPolicies, policyOf } from './kept-policies.js';
import type { PolicyView } from './policy-upkeep.dto.js';

/** What the screens show of policies. */
@Injectable()
export class PolicyReader {
  constructor(private readonly database: Database) {}

  async all(context: CommandContext): Promise<PolicyView[]> {
    return this.database.read(context, async (tx) => {
      const views: PolicyView[] = [];
      for (const { policy } of keptPolicies) views.push(await viewOf(tx, policy));
      return views;
    });
  }

  /** Refusal: `policy.not_found`. */
  async one(context: CommandContext, kind: string): Promise<PolicyView> {
    const { policy } = policyOf(kind);
    return this.database.read(context, (tx) => viewOf(tx, policy));
  }

  /** Refusal: `policy.not_found`. */
  async versions(context: CommandContext, kind: string) {
    const { policy } = policyOf(kind);
    return this.database.read(context, async (tx) => (await policyVersions(tx, policy)).map(versionView));
  }
}

async function viewOf(tx: Tx, policy: PolicyDefinition): Promise<PolicyView> {
  const versions = await policyVersions(tx, policy);
  const has = ({ inForceFrom }: PolicyVersion) => inForceFrom === null || inForceFrom <= tx.now;
  const at = versions.findIndex(has);
  // One to come is overtaken by a later version that is in force no later than it.
  const coming = versions
    .slice(0, at)
    .filter(({ inForceFrom }, index) => versions.slice(0, index).every((later) => later.inForceFrom! > inForceFrom!))
    .toReversed();
  return {
    kind: policy.kind,
    version: versions[0]!.version,
    earliest: policy.earliest,
    inForce: versionView(versions[at]!),
    coming: coming.map(versionView),
  };
}

function versionView({ version, definition, inForceFrom, reason, createdBy, createdAt }: PolicyVersion) {
  const always = version === 0;
  return {
    version,
    definition: definition as Record<string, unknown>,
    inForceFrom: always ? null : inForceFrom,
    reason,
    createdBy,
    createdAt: always ? null : createdAt,
  };
}
