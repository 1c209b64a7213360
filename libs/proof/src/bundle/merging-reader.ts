import type { Hash, HashReader, TreeNode } from '../domain/index.js';

/**
 * Asks for what several proofs need at the same time with one question, and for no node twice: proofs of neighbours share
 * almost all of their hashes. For one page of proofs, then to be let go: it remembers what it was told.
 */
export function mergingReader(reader: HashReader): HashReader {
  const known = new Map<string, Hash>();
  let waiting: TreeNode[] = [];
  let answer: Promise<void> | undefined;

  const ask = async () => {
    await Promise.resolve(); // until all who ask now have asked
    const nodes = [...new Map(waiting.map((node) => [nameOf(node), node])).values()];
    [waiting, answer] = [[], undefined];
    const hashes = await reader.readHashes(nodes);
    nodes.forEach((node, i) => known.set(nameOf(node), hashes[i]!));
  };

  return {
    readHashes: async (nodes) => {
      const unknown = nodes.filter((node) => !known.has(nameOf(node)));
      if (unknown.length > 0) {
        waiting.push(...unknown);
        await (answer ??= ask());
      }
      return nodes.map((node) => known.get(nameOf(node))!);
    },
  };
}

const nameOf = ({ level, index }: TreeNode): string => `${level}/${index}`;
