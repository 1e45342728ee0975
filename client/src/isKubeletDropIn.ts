/** Knows the configuration of a kubelet by its first lines, in a file whose name says nothing. Knows nothing of VS Code. */

/** Behind comments and blank lines, as people begin their files. */
const head =
  /^(?:[ \t]*(?:#[^\n]*)?\r?\n|---[ \t]*\r?\n|kind:[^\n]*\n)*apiVersion:[ \t]*["']?kubelet\.config\.k8s\.io\//;
/** Nobody writes more above it. */
const longestHead = 4000;

export function isKubeletDropIn(path: string, text: string): boolean {
  return /\.conf$/i.test(path) && head.test(text.slice(0, longestHead));
}
