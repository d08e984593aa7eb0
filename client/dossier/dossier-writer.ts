import type { ManifestFile, ManifestHead } from '../../documents/dossier/manifest.js';
import type { Spool } from '../../documents/dossier/spool.js';
import type { Added, Content, ZipWriter } from '../../documents/dossier/zip-writer.js';

/** Puts files into a dossier, and each into its manifest. */
export class DossierWriter {
  files = 0;

  constructor(
    private readonly zip: ZipWriter,
    private readonly manifest: Spool,
  ) {}

  begin(head: ManifestHead): Promise<void> {
    return this.line(head);
  }

  async add(
    { file, what, sha256 }: Pick<ManifestFile, 'file' | 'what' | 'sha256'>,
    content: Content,
    options: { size?: number; deflate?: boolean } = {},
  ): Promise<Added> {
    const { bytes, hash } = await this.zip.add(file, content, options);
    this.files += 1;
    await this.line({ file, bytes, hash, what, ...(sha256 === undefined ? {} : { sha256 }) });
    return { bytes, hash };
  }

  private line(value: ManifestHead | ManifestFile): Promise<void> {
    return this.manifest.append(`${JSON.stringify(value)}\n`);
  }
}
