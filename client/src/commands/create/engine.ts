/** The questions that the create commands ask the server. */
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type CreateObjectParams,
  type CreateObjectResult,
  type CreatePlace,
  type CreatePlacesParams,
  type CreatePlacesResult,
  createObject,
  createPlaces,
  type PlaceObjectParams,
  type PlaceObjectResult,
  placeObject,
} from '../../../../server/src/protocol.js';
import { type Draft, paramsOf, questionAboutKey } from './draft.js';

export interface Engine {
  create(params: CreateObjectParams): Promise<CreateObjectResult>;
  places(params: CreatePlacesParams): Promise<CreatePlacesResult>;
  place(uri: string, create: CreateObjectParams, place: CreatePlace): Promise<PlaceObjectResult>;
  /** Why the object cannot be as it is drafted, in kubectl's words where kubectl has some. */
  refusal(draft: Draft): Promise<string | undefined>;
  /** The same of a name alone; no value is sent. */
  nameRefusal(draft: Draft, name: string, namespace: string): Promise<string | undefined>;
  keyRefusal(draft: Draft, key: string): Promise<string | undefined>;
}

export function engineOf(client: LanguageClient): Engine {
  const create = (params: CreateObjectParams) => client.sendRequest<CreateObjectResult>(createObject, params);
  const refused = async (params: CreateObjectParams) => {
    const result = await create(params);
    return 'error' in result ? result.error : undefined;
  };
  return {
    create,
    places: params => client.sendRequest<CreatePlacesResult>(createPlaces, params),
    place: (uri, params, place) =>
      client.sendRequest<PlaceObjectResult>(placeObject, { uri, create: params, place } satisfies PlaceObjectParams),
    refusal: draft => refused(paramsOf(draft)),
    nameRefusal: ({ kind, hash }, name, namespace) =>
      refused({
        kind,
        name,
        ...(namespace !== '' && { namespace }),
        sources: [],
        nameSuffix: hash ? 'hash' : 'none',
      }),
    keyRefusal: (draft, key) => refused(questionAboutKey(draft, key)),
  };
}
