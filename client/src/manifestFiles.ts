/** The documents that the server reads. */
export const manifestFiles = ['yaml', 'json', 'jsonc'].flatMap(language =>
  ['file', 'untitled', 'vscode-vfs'].map(scheme => ({ language, scheme })),
);
