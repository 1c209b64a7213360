import { createReadStream } from 'node:fs';
import { Controller, Get, NotFoundException, Param, StreamableFile } from '@nestjs/common';
import { projectFile } from '@baikoo/database';

/** The files of the page, from the packages that this project installs: nothing is fetched from outside. */
const FILES: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  'react.js': { path: 'node_modules/react/umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { path: 'node_modules/react-dom/umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { path: 'node_modules/graphiql/graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { path: 'node_modules/graphiql/graphiql.min.css', type: 'text/css' },
};

/** Serves the files of the GraphiQL page of the demo. */
@Controller('graphiql')
export class GraphiqlController {
  @Get(':file')
  file(@Param('file') name: string): StreamableFile {
    const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (!file) throw new NotFoundException();
    return new StreamableFile(createReadStream(projectFile(file.path)), { type: `${file.type}; charset=utf-8` });
  }
}
