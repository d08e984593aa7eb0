import { z } from 'zod';
import { DubanError } from '../../domain/errors.js';

export const MANIFEST = '清单.ndjson';

const hash = z.string().regex(/^(sm3:)?[0-9a-f]{64}$/);

/** The first line: what the dossier is of, and what made it. */
const head = z.object({
  format: z.literal('duban-dossier-1'),
  program: z.string(),
  /** The newest migration of the register it was taken from: what its rows look like. */
  schema: z.string(),
  /** ISO, UTC. */
  madeAt: z.string(),
  algorithm: z.enum(['sha256', 'sm3']),
  campaign: z.object({ id: z.string(), title: z.string(), span: z.string() }),
  /** As `duban verify` found the trails when it was made. */
  trails: z.object({
    items: z.number(),
    entries: z.number(),
    anchors: z.number(),
    /** Of the last anchor; empty where there is none. */
    anchor: z.string(),
    heads: hash,
  }),
});

/** Every other line: a file, in the order of the archive. The manifest itself is not among them: the seal holds it. */
const file = z.object({
  file: z.string(),
  bytes: z.number(),
  hash,
  what: z.enum(['readme', 'index', 'plan', 'ledger', 'timeline', 'timelines', 'evidence', 'mail', 'rows']),
  /** Of plans and evidence: the name under which they are stored. */
  sha256: z.string().optional(),
});

export type ManifestHead = z.infer<typeof head>;
export type ManifestFile = z.infer<typeof file>;

/** Throws `dossier-invalid`. */
export const readHead = (line: string): ManifestHead => parse(head, line);
export const readFileLine = (line: string): ManifestFile => parse(file, line);

function parse<T>(shape: z.ZodType<T>, line: string): T {
  try {
    return shape.parse(JSON.parse(line));
  } catch (cause) {
    throw new DubanError('dossier-invalid', `卷宗的${MANIFEST}不完整或版本不符，不能读取。`, {}, { cause });
  }
}
