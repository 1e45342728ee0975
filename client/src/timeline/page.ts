/** The page of the timeline as HTML: a frame without content, and a policy that lets in nothing but our own files. */

export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** Where the editor serves our files. */
  readonly source: string;
  readonly nonce: string;
}

export function timelinePage({ script, style, source, nonce }: PageParts): string {
  const policy = ["default-src 'none'", `style-src ${source}`, `script-src 'nonce-${nonce}'`].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Probe Timeline</title>
</head>
<body>
<main></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
