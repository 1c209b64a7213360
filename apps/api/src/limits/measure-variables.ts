/** Bytes of text, of names and of a few for everything else; and objects within objects, `{ a: 1 }` being one. */
export type VariableMeasures = { readonly bytes: number; readonly depth: number };

const BYTES_OF_OTHERS = 8;

/** Without recursion: what comes from outside may be nested more deeply than a stack. */
export function measureVariables(variables: object | null | undefined): VariableMeasures {
  if (!variables) return { bytes: 0, depth: 0 };
  let [bytes, depth] = [0, 0];
  const waiting: { readonly value: object; readonly level: number }[] = [{ value: variables, level: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, level } = next;
    depth = Math.max(depth, level);
    const isList = Array.isArray(value);
    for (const [name, inner] of Object.entries(value)) {
      if (!isList) bytes += Buffer.byteLength(name);
      if (typeof inner === 'string') bytes += Buffer.byteLength(inner);
      else bytes += BYTES_OF_OTHERS;
      if (typeof inner === 'object' && inner !== null) waiting.push({ value: inner as object, level: level + 1 });
    }
  }
  return { bytes, depth };
}
