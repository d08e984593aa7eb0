import { raw } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';

export interface Crumb {
  text: string;
  href: string;
}

type Section = 'campaigns' | 'outbox' | 'mailbox';

/** The frame of every page. `trail` leads to the page; its own title is not in it. */
export function Layout({
  title,
  trail,
  section,
  children,
}: PropsWithChildren<{ title: string; trail: Crumb[]; section?: Section }>) {
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title} · 督办 Duban</title>
          <link rel="stylesheet" href="/style.css" />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        </head>
        <body>
          <header class="top">
            <div class="frame">
              <a class="brand" href="/">
                督办 <span>Duban</span>
              </a>
              <nav aria-label="主导航">
                <NavLink href="/" text="督办专项" current={section === 'campaigns'} />
                <NavLink href="/outbox" text="发件箱" current={section === 'outbox'} />
                <NavLink href="/mailbox" text="邮箱" current={section === 'mailbox'} />
              </nav>
            </div>
          </header>
          <main class="frame">
            {trail.length > 0 && (
              <nav class="trail" aria-label="所在位置">
                {trail.map((crumb) => (
                  <>
                    <a href={crumb.href}>{crumb.text}</a>
                    <span aria-hidden="true"> › </span>
                  </>
                ))}
                <span aria-current="page">{title}</span>
              </nav>
            )}
            {children}
          </main>
        </body>
      </html>
    </>
  );
}

function NavLink({ href, text, current }: { href: string; text: string; current: boolean }) {
  return (
    <a href={href} aria-current={current ? 'page' : undefined}>
      {text}
    </a>
  );
}
