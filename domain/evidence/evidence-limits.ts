/** Of what is handed in at once. A film of a meeting is let in, a backup of somebody's disk is not. */
export interface EvidenceLimits {
  readonly files: number;
  /** Bytes of each. */
  readonly size: number;
}

export const defaultEvidenceLimits: EvidenceLimits = { files: 20, size: 500 * 1024 * 1024 };
