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

/** Cursors are opaque to clients: base64url of the row's sort key. */
const encode = (key: string) => Buffer.from(key).toString('base64url');

export const keyOfCursor = (cursor: string | null | undefined): string | undefined =>
  cursor ? Buffer.from(cursor, 'base64url').toString() : undefined;

export const asConnection = <Row extends object>({ rows, totalCount, hasNextPage }: Page<Row>): Connection<Row> => ({
  edges: rows.map((node) => ({ cursor: encode(node.cursor), node })),
  nodes: rows,
  pageInfo: { hasNextPage, endCursor: rows.length > 0 ? encode(rows.at(-1)!.cursor) : null },
  totalCount,
});

/** The page size that a client asked for, held between 1 and {@link LARGEST_PAGE}. */
export const pageSize = (first: number | null | undefined): number => Math.min(Math.max(first ?? 50, 1), LARGEST_PAGE);
