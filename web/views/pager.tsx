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

export function Pager({ page, href }: { page: Page; href: string }) {
  if (page.pages === 1) return null;
  return (
    <nav class="pager" aria-label="翻页">
      {page.number > 1 && <a href={`${href}?page=${page.number - 1}`}>上一页</a>}
      <span>
        第{page.number}页，共{page.pages}页
      </span>
      {page.number < page.pages && <a href={`${href}?page=${page.number + 1}`}>下一页</a>}
    </nav>
  );
}
