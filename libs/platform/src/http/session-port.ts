import type { Action, Actor, CommandContext } from '#domain/access/index.js';

/** Carries `<districtId>.<token>`; set and cleared by the identity feature, read by the guard. */
export const SESSION_COOKIE = '__Host-duban';

/** Token of the `SessionReader`, provided by the identity feature. */
export const SESSION_READER = Symbol('SESSION_READER');

export interface SessionReader {
  /** The person whose live session this is, or null for one that is unknown, ended, expired or malformed. */
  read(cookieValue: string, from: string, userAgent: string): Promise<Actor | null>;
}

/** Token of the `DenialRecorder`, provided by the identity feature. */
export const DENIAL_RECORDER = Symbol('DENIAL_RECORDER');

/** An act that was not done: `denied` when the person may not, `refused` when the rules said no. */
export interface Denial {
  readonly action: Action;
  readonly method: string;
  /** The path that was asked for, without its query string. */
  readonly path: string;
  /** The id in the path, if there is one. */
  readonly subjectId: string | null;
  readonly result: 'denied' | 'refused';
  readonly code: string;
}

export interface DenialRecorder {
  /** Writes down, in a transaction of its own, that a signed-in person was turned away or refused. */
  record(context: CommandContext, denial: Denial): Promise<void>;
}

/** Token of the `DistrictRegister`; the database is one. */
export const DISTRICT_REGISTER = Symbol('DISTRICT_REGISTER');

export interface DistrictRegister {
  districts(): Promise<readonly { readonly districtId: string; readonly host: string | null }[]>;
}
