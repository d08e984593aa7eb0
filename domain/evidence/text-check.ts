type Decoder = InstanceType<typeof TextDecoder>;

/** Whether what passes by is text: UTF-8, GB18030 or UTF-16 with its mark, without control bytes. */
export function textCheck(): { see: (chunk: Uint8Array) => void; isText: () => boolean } {
  let decoders: Decoder[] | null = null;
  let wide = false;
  return {
    see(chunk) {
      decoders ??= decodersFor(chunk);
      wide = decoders[0]?.encoding.startsWith('utf-16') === true;
      if (!wide && chunk.some(isControl)) decoders = [];
      decoders = decoders.filter((decoder) => decodes(decoder, chunk, true));
    },
    isText: () => decoders?.some((decoder) => decodes(decoder, new Uint8Array(0), false)) === true,
  };

  function decodes(decoder: Decoder, chunk: Uint8Array, stream: boolean): boolean {
    try {
      const text = decoder.decode(chunk, { stream });
      // Elsewhere bytes are looked at, which is faster.
      return !wide || !CONTROLS.test(text);
    } catch {
      return false;
    }
  }
}

const CONTROLS = /[\0-\x08\x0b\x0e-\x1f\x7f]/;

function decodersFor(head: Uint8Array): Decoder[] {
  const [first, second] = head;
  const names =
    first === 0xff && second === 0xfe
      ? ['utf-16le']
      : first === 0xfe && second === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030'];
  return names.map((name) => new TextDecoder(name, { fatal: true }));
}

function isControl(byte: number): boolean {
  return byte < 0x20 ? byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d : byte === 0x7f;
}
