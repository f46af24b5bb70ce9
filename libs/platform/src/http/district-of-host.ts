import type { DistrictRegister } from './session-port.js';

/** How long a district may be unknown under a new host name, and how seldom the register is read. */
const KEEP_MS = 10_000;

/** Which district a request without a session is for: the one of its host name, else the only one there is. */
export class DistrictOfHost {
  private known: { at: number; districts: ReturnType<DistrictRegister['districts']> } | null = null;

  constructor(
    private readonly register: DistrictRegister,
    /** Milliseconds of any clock that only goes forward. */
    private readonly elapsed: () => number = () => performance.now(),
  ) {}

  /** Null when the host belongs to no district and there is more than one (or none). */
  async find(hostname: string): Promise<string | null> {
    const districts = await this.read();
    const name = hostname.toLowerCase();
    const named = districts.find(({ host }) => host?.toLowerCase() === name);
    if (named) return named.districtId;
    return districts.length === 1 ? districts[0]!.districtId : null;
  }

  private async read(): ReturnType<DistrictRegister['districts']> {
    if (this.known === null || this.elapsed() - this.known.at > KEEP_MS) {
      const asked = { at: this.elapsed(), districts: this.register.districts() };
      this.known = asked;
      // A register that could not be read is asked again at once. So is an empty one: it is about to be seeded.
      asked.districts.then(
        (found) => found.length === 0 && this.forget(asked),
        () => this.forget(asked),
      );
    }
    return this.known.districts;
  }

  private forget(asked: { at: number }): void {
    if (this.known === asked) this.known = null;
  }
}
