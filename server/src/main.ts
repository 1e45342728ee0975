/** The process: standard streams or IPC to the client, and the folder of the built schemas beside this file. */
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { loadSchemas } from './schema/load.js';
import { startServer } from './server.js';
import { disk } from './workspace/disk.js';

startServer(createConnection(ProposedFeatures.all), loadSchemas(join(__dirname, 'schemas')), disk);
