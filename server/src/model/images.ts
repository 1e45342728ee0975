/** The name of an image, taken apart as container runtimes do. Knows nothing of what is in the image. */

/** The path within the registry, without registry, tag and digest: `bitnami/redis` of `docker.io/bitnami/redis:7`. */
export function imagePath(image: string): string {
  const [name = ''] = image.trim().split('@');
  const parts = name.split('/');
  const [first = ''] = parts;
  const hasRegistry = parts.length > 1 && /[.:]|^localhost$/.test(first);
  const path = (hasRegistry ? parts.slice(1) : parts).join('/').replace(/:[^/:]*$/, '');
  return path.toLowerCase();
}

/** The tag, if there is one: `8.0-alpine` of `dotnet/aspnet:8.0-alpine`. */
export function imageTag(image: string): string | undefined {
  const [name = ''] = image.trim().split('@');
  return /:([^/:]+)$/.exec(name)?.[1];
}

/** Whether the path is `name`, or ends with it behind a slash. */
export function isImage(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}

/** The words of the last part of the path: `my`, `spring`, `app` of `acme/my-spring-app`. */
export function imageWords(path: string): readonly string[] {
  return (path.split('/').at(-1) ?? '').split(/[-_.]+/).filter(Boolean);
}
