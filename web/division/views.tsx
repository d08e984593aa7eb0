import type { PropsWithChildren } from 'hono/jsx';
import { Document } from '../views/document.js';
import type { Said } from './said.js';

/** The frame of a division's page: it leads nowhere but to what the link is for. */
export function DivisionLayout({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <Document title={`${title} · 督办`} unlisted>
      <header class="top">
        <div class="frame">
          <span class="brand">督办</span>
        </div>
      </header>
      <main class="frame division">{children}</main>
    </Document>
  );
}

interface NoticeProps {
  title: string;
  advice: string[];
  said?: Said | null;
  /** What was written, for it to be copied. */
  typed?: string[];
}

/** Why a page cannot be shown, and what to do. */
export function DivisionNotice({ title, advice, said = null, typed = [] }: NoticeProps) {
  return (
    <DivisionLayout title={title}>
      {said !== null && <SaidPanel {...said} />}
      <section class="panel">
        <h1>{title}</h1>
        {advice.map((line) => (
          <p>{line}</p>
        ))}
        {typed.length > 0 && (
          <>
            <label for="typed">您填写的内容没有提交，请先复制保存：</label>
            <textarea id="typed" readonly>
              {typed.join('\n\n')}
            </textarea>
          </>
        )}
      </section>
    </DivisionLayout>
  );
}

/** Whom to ask: the office's people by name. */
export function askLine(contacts: { name: string; mailbox: string }[]): string {
  const people = contacts.slice(0, 3).map(({ name, mailbox }) => `${name}（${mailbox}）`);
  return `如有疑问，请与督查室${people.join('、')}联系。`;
}

export function SaidPanel({ refused, words }: Said) {
  return (
    <section class={refused ? 'panel said refused' : 'panel said'} role={refused ? 'alert' : 'status'}>
      {words.map((line) => (
        <p>{line}</p>
      ))}
    </section>
  );
}
