/** Requests about builds of kustomizations. What a build must know is looked up, as often as it leads to more. */
import type { Connection } from 'vscode-languageserver';
import * as protocol from './protocol.js';
import { type LanguageService, type Look, missingFiles } from './service.js';
import type { Answering } from './turns.js';

/** A file may lead to others that nobody has looked at yet, so many times. */
const mostLooks = 32;

export function answerBuildRequests(
  connection: Connection,
  service: LanguageService,
  answer: Answering,
  look: (uri: string) => Promise<Look>,
): void {
  connection.onRequest(
    protocol.kustomizeBuild,
    answer(({ folder }: protocol.KustomizeBuildParams) => buildOf(service, folder, look)),
  );
  connection.onRequest(
    protocol.kustomizeFolders,
    answer(({ near }: protocol.KustomizeFoldersParams) => service.kustomizeFolders(near)),
  );
}

async function buildOf(
  service: LanguageService,
  folder: string,
  look: (uri: string) => Promise<Look>,
): Promise<protocol.KustomizeBuildResult> {
  for (let round = 0; round < mostLooks; round++) {
    const result = service.kustomizeBuild(folder);
    if ('outcome' in result) return result;
    await Promise.all(result.wanted.map(async uri => service.know(uri, await look(uri))));
  }
  return missingFiles(folder);
}
