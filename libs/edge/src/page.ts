import { type Type } from '@nestjs/common';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Page } from '@baikoo/projections';

/** The most rows that one page may have. */
export const LARGEST_PAGE = 200;

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage: boolean;

  @Field(() => String, { nullable: true, description: 'Give it as `after` to get the next page.' })
  endCursor: string | null;
}

export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: readonly Node[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** The Relay connection type of a node type (GraphQL Cursor Connections Specification). */
export function connectionOf<Node extends object>(node: Type<Node>, name: string): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`)
  class EdgeType {
    @Field()
    cursor: string;

    @Field(() => node)
    node: Node;
  }

  @ObjectType(`${name}Connection`)
  class ConnectionType implements Connection<Node> {
    @Field(() => [EdgeType])
    edges: EdgeType[];

    @Field(() => [node], { description: 'The same nodes without their cursors.' })
    nodes: Node[];

    @Field()
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many there are on all pages together.' })
    totalCount: number;
  }
  return ConnectionType;
}

/** A cursor that no list of this order gave: in another order its key would mean another place. */
export class ForeignCursor extends Error {
  override readonly name = 'ForeignCursor';
}

/** Cursors are opaque to clients: base64url of the order of the list, where it has several, and the row's sort key. */
const encode = (key: string, order: string) => Buffer.from(`${order}\n${key}`).toString('base64url');

/** The sort key in a cursor that a list in this order gave. Throws {@link ForeignCursor} for any other. */
export function keyOfCursor(cursor: string | null | undefined, order = ''): string | undefined {
  if (!cursor) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith(`${order}\n`)) throw new ForeignCursor();
  return text.slice(order.length + 1);
}

export const asConnection = <Row extends object>(
  { rows, totalCount, hasNextPage }: Page<Row>,
  order = '',
): Connection<Row> => ({
  edges: rows.map((node) => ({ cursor: encode(node.cursor, order), node })),
  nodes: rows,
  pageInfo: { hasNextPage, endCursor: rows.length > 0 ? encode(rows.at(-1)!.cursor, order) : null },
  totalCount,
});

/** The page size that a client asked for, held between 1 and {@link LARGEST_PAGE}. */
export const pageSize = (first: number | null | undefined): number => Math.min(Math.max(first ?? 50, 1), LARGEST_PAGE);
