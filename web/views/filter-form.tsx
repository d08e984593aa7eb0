import { lightNames } from '../../domain/light.js';
import type { PostRow } from '../../register/queries/posts.js';
import type { RegisterFilter } from '../register-filter.js';
import { lightOrder } from './lights.js';

interface Props {
  filter: RegisterFilter;
  posts: PostRow[];
  /** The page without a filter. */
  href: string;
  found: number;
}

/** A form that only asks: by address, without scripts. */
export function FilterForm({ filter, posts, href, found }: Props) {
  const names = (kind: PostRow['kind']): string[] => posts.filter((post) => post.kind === kind).map(({ name }) => name);
  const filtered = Object.keys(filter).length > 0;
  return (
    <form class="filter" method="get" action={href}>
      <label>
        亮灯
        <select name="light">
          <option value="">全部</option>
          {lightOrder.map((light) => (
            <option value={light} selected={filter.light === light}>
              {lightNames[light]}
            </option>
          ))}
        </select>
      </label>
      <Choice label="责任处室" name="division" names={names('division')} chosen={filter.division} />
      <Choice label="分管负责人" name="leader" names={names('leader')} chosen={filter.leader} />
      <button type="submit">筛选</button>
      {filtered && (
        <span>
          符合条件的事项{found}个，<a href={href}>显示全部</a>
        </span>
      )}
    </form>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  names: string[];
  chosen: string | undefined;
}

function Choice({ label, name, names, chosen }: ChoiceProps) {
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">全部</option>
        {[...new Set(names)].map((option) => (
          <option value={option} selected={option === chosen}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}
