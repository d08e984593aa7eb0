export interface Page {
  /** 1-based. */
  number: number;
  pages: number;
  offset: number;
}

/** The page asked for; the nearest there is where it is not one. */
export function pageOf(asked: string | undefined, { total, size }: { total: number; size: number }): Page {
  const pages = Math.max(1, Math.ceil(total / size));
  const number = Math.min(pages, Math.max(1, /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1));
  return { number, pages, offset: (number - 1) * size };
}

/** `query`: what else the address of each page says. */
export function Pager({ page, href, query = {} }: { page: Page; href: string; query?: Record<string, string> }) {
  if (page.pages === 1) return null;
  const to = (number: number): string =>
    `${href}?${new URLSearchParams({ ...query, page: String(number) }).toString()}`;
  return (
    <nav class="pager" aria-label="翻页">
      {page.number > 1 && <a href={to(1)}>首页</a>}
      {page.number > 1 && <a href={to(page.number - 1)}>上一页</a>}
      <span>
        第{page.number}页，共{page.pages}页
      </span>
      {page.number < page.pages && <a href={to(page.number + 1)}>下一页</a>}
      {page.number < page.pages && <a href={to(page.pages)}>末页</a>}
    </nav>
  );
}
