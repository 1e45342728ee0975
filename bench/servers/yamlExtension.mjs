// @ts-check
/**
 * The settings that the VS Code extension of yaml-language-server sends, for somebody who wants Kubernetes checked
 * in every YAML file and has no network: the schema store is off, content comes from the client at once.
 */

export const editorSettings = {
  yaml: {
    yamlVersion: '1.2',
    schemas: { kubernetes: '*.yaml' },
    disableSchemaDetection: [],
    kubernetesCRDStore: { enable: true, url: 'https://raw.githubusercontent.com/datreeio/CRDs-catalog/main' },
    format: {
      enable: true,
      singleQuote: false,
      bracketSpacing: true,
      proseWrap: 'preserve',
      printWidth: 80,
      trailingComma: true,
    },
    validate: true,
    hover: true,
    hoverAnchor: true,
    completion: true,
    customTags: [],
    schemaStore: { enable: false },
    disableAdditionalProperties: false,
    disableDefaultProperties: false,
    maxItemsComputed: 5000,
    suggest: { parentSkeletonSelectedFirst: false },
    style: { flowMapping: 'allow', flowSequence: 'allow' },
    keyOrdering: false,
    hoverSchemaSource: true,
  },
  http: { proxy: '', proxyStrictSSL: true },
  '[yaml]': { 'editor.insertSpaces': true, 'editor.tabSize': 2 },
  editor: { detectIndentation: true, tabSize: 2 },
};
