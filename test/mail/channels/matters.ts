import type { LateMatter } from '../../../domain/short-message.js';
import { at } from '../../register/sample.js';

/** Three working days late on 11 October 2017. */
export function matter(changes: Partial<LateMatter> = {}): LateMatter {
  return {
    ...{ notices: ['n1'], code: '1.2', title: '学区制管理', divisions: ['学位管理处'] },
    ...{ due: at('2017-09-30', '17:30'), zone: 'Asia/Shanghai', daysLate: 3 },
    ...changes,
  };
}
