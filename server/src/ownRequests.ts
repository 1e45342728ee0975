/** The requests that are not in LSP, one line each. Those that need to know more of the client are in `server.ts`. */
import { type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import { answerCreateObject, answerPlaceObject } from './createRequests.js';
import { answerConvertFlags, answerFlagHover } from './kubeletRequests.js';
import * as protocol from './protocol.js';
import type { LanguageService } from './service.js';
import type { Answering } from './turns.js';

export function answerOwnRequests(connection: Connection, service: LanguageService, answer: Answering): void {
  connection.onRequest(protocol.createObject, answer(answerCreateObject));
  connection.onRequest(
    protocol.createPlaces,
    answer(({ kind, near }: protocol.CreatePlacesParams) => service.createPlaces(kind, near)),
  );
  connection.onRequest(
    protocol.placeObject,
    answer((asked: protocol.PlaceObjectParams) => answerPlaceObject(service, asked)),
  );
  connection.onRequest(
    protocol.value,
    answer(({ uri, at, form, without }: protocol.ValueParams): protocol.ValueResult => {
      const value = service.value(uri, at, form);
      return without && 'content' in value ? { ...value, content: '' } : value;
    }),
  );
  connection.onRequest(
    protocol.writeValue,
    answer(
      ({ uri, ...wanted }: protocol.WriteValueParams): protocol.WriteValueResult => service.writeValue(uri, wanted),
    ),
  );
  connection.onRequest(
    protocol.mountTargets,
    answer(({ uri, position }: protocol.MountTargetsParams) => service.mountTargets(uri, position)),
  );
  connection.onRequest(
    protocol.mountEdits,
    answer((wanted: protocol.MountEditsParams) => service.mountEdits(wanted)),
  );
  connection.onRequest(
    protocol.newKustomization,
    answer(({ folder }: protocol.NewKustomizationParams) => service.newKustomization(folder)),
  );
  connection.onRequest(
    protocol.addPaths,
    answer(({ uris }: protocol.AddPathsParams) => service.addPaths(uris)),
  );
  connection.onRequest(protocol.convertKubeletFlags, answer(answerConvertFlags));
  connection.onRequest(protocol.kubeletFlagHover, answer(answerFlagHover));
  connection.onRequest(protocol.rules, () => rulesOf(service));
  connection.onRequest(protocol.rulePage, ({ code }: protocol.RulePageParams): protocol.RulePageResult => {
    const markdown = service.rulePage(code);
    return markdown === undefined ? {} : { markdown };
  });
  connection.onRequest(
    protocol.probeTimeline,
    answer((asked: unknown) => {
      if (!isTimelineParams(asked)) throw new ResponseError(ErrorCodes.InvalidParams, timelineNeeds);
      return service.probeTimeline(asked.uri, asked.position);
    }),
  );
  connection.onNotification(protocol.colorThemeChanged, (theme: unknown) => service.drawIn(theme));
}

const timelineNeeds = `${protocol.probeTimeline} needs a uri, and a position with a line and a character`;

function isTimelineParams(asked: unknown): asked is protocol.ProbeTimelineParams {
  const { uri, position } = (asked ?? {}) as Partial<protocol.ProbeTimelineParams>;
  const isPlace = [position?.line, position?.character].every(count => Number.isInteger(count) && Number(count) >= 0);
  return typeof uri === 'string' && isPlace;
}

function rulesOf({ explained }: LanguageService): protocol.RulesResult {
  return explained.map(({ code, severity, strict = false, docs: { summary } }) => ({
    code,
    severity,
    strict,
    summary,
  }));
}
