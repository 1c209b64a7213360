import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { Controller, Get, NotFoundException, Param, StreamableFile } from '@nestjs/common';

const { resolve } = createRequire(import.meta.url);

/** The files of the page, from the packages that this project installs: nothing is fetched from outside. */
const FILES: Readonly<Record<string, { readonly module: string; readonly type: string }>> = {
  'react.js': { module: 'react/umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { module: 'react-dom/umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { module: 'graphiql/graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { module: 'graphiql/graphiql.min.css', type: 'text/css' },
};

/** Serves the files of the GraphiQL page of the demo. */
@Controller('graphiql')
export class GraphiqlController {
  @Get(':file')
  file(@Param('file') name: string): StreamableFile {
    const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (!file) throw new NotFoundException();
    return new StreamableFile(createReadStream(resolve(file.module)), { type: `${file.type}; charset=utf-8` });
  }
}
