import type { PropsWithChildren } from 'hono/jsx';
import { Document } from './document.js';

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
    <Document title={`${title} · 督办 Duban`}>
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
    </Document>
  );
}

function NavLink({ href, text, current }: { href: string; text: string; current: boolean }) {
  return (
    <a href={href} aria-current={current ? 'page' : undefined}>
      {text}
    </a>
  );
}
