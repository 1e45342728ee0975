// @ts-check
/** What the client answers to the questions a server asks, as VS Code would. */

/** @typedef {import('./client.mjs').Client} Client */
/** @typedef {import('./messages.mjs').ResponseError} ResponseError */
/** @typedef {{ result: unknown } | { error: ResponseError }} Reply */

/** @param {Client} client @param {string} method @param {any} params @returns {Reply} */
export function answerTo(client, method, params) {
  const { server, folder, registered } = client;
  if (server.contentMethods?.includes(method)) return content(server.content ?? {}, uriIn(params));
  if (server.responses && Object.hasOwn(server.responses, method)) return { result: server.responses[method] };
  switch (method) {
    case 'workspace/configuration':
      return {
        result: params.items.map((/** @type {any} */ { section }) => settingOf(server.settings ?? {}, section)),
      };
    case 'client/registerCapability':
      for (const { id, method: ofServer } of params.registrations) registered.set(id, ofServer);
      return { result: null };
    case 'client/unregisterCapability':
      for (const { id } of params.unregisterations) registered.delete(id);
      return { result: null };
    case 'workspace/workspaceFolders':
      return { result: [{ uri: folder, name: 'bench' }] };
    case 'workspace/applyEdit':
      return { result: { applied: true } };
    case 'window/showDocument':
      return { result: { success: true } };
    case 'window/workDoneProgress/create':
    case 'window/showMessageRequest':
      return { result: null };
    default:
      if (/^workspace\/\w+\/refresh$/.test(method)) return { result: null };
      return { error: { code: -32601, message: `Unhandled method ${method}` } };
  }
}

/** @param {any} params @returns {string} */
function uriIn(params) {
  const uri = Array.isArray(params) ? params[0] : (params?.uri ?? params);
  return String(uri).split('#')[0] ?? '';
}

/** @param {Readonly<Record<string, string>>} texts by address @param {string} uri @returns {Reply} */
function content(texts, uri) {
  const text = texts[uri];
  return text === undefined
    ? { error: { code: 404, message: `Request failed with status 404: ${uri}` } }
    : { result: text };
}

/** @param {Readonly<Record<string, unknown>>} settings @param {string | undefined} section @returns {unknown} */
function settingOf(settings, section) {
  if (section === undefined) return settings;
  if (Object.hasOwn(settings, section)) return settings[section];
  /** @type {any} */
  let at = settings;
  for (const step of section.split('.')) at = at?.[step];
  return at ?? null;
}
