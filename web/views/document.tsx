import { raw } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';

/** What every page is written in. `unlisted`: not for search engines. */
export function Document({
  title,
  unlisted = false,
  children,
}: PropsWithChildren<{ title: string; unlisted?: boolean }>) {
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          {unlisted && <meta name="robots" content="noindex, nofollow" />}
          <title>{title}</title>
          <link rel="stylesheet" href="/style.css" />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        </head>
        <body>{children}</body>
      </html>
    </>
  );
}
