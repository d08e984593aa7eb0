import type { Form } from '../../../documents/forms/form.js';

/** One block of every kind. */
export const sampleForm: Form = {
  title: '督办通知',
  at: Date.UTC(2027, 6, 5, 2),
  blocks: [
    { kind: 'issuingHead', issuer: '市教育局督查室文件', number: '督办〔2027〕3号', signatory: '郑明' },
    { kind: 'title', text: '关于抓紧报送《市教育局办理方案》\n第二季度办理情况的督办通知' },
    { kind: 'documentNumber', text: '督办〔2027〕3号' },
    { kind: 'addressee', text: '职成教处：' },
    { kind: 'heading', level: 1, text: '一、督办事项' },
    { kind: 'heading', level: 2, text: '（一）深化推进学区制管理' },
    { kind: 'paragraph', lead: '一是抓紧报送。', text: '请于2027年7月8日前补报办理情况及佐证材料。' },
    {
      kind: 'table',
      caption: '各责任处室完成情况',
      points: 10.5,
      columns: [{ width: 3, align: 'left' }, { width: 1 }, { width: 1 }, { width: 1 }],
      head: [
        [
          { text: '责任处室', rows: 2 },
          { text: '事项', rows: 2 },
          { text: '检查节点', columns: 2 },
        ],
        ['应报', '未报'],
      ],
      rows: [
        ['基础教育处', 3, 3, 0],
        ['职成教处', 2, 2, { text: 2, fill: 'red' }],
        [{ text: '合计', bold: true }, 5, 5, 2],
      ],
    },
    {
      kind: 'bars',
      caption: '各处室报送情况',
      legend: [
        { name: '按时', fill: 'green' },
        { name: '未报', fill: 'red' },
      ],
      whole: 3,
      bars: [
        { name: '基础教育处', parts: [3, 0], value: '100.0%' },
        { name: '职成教处', parts: [0, 2], value: '0.0%' },
      ],
    },
    { kind: 'note', text: '注：是否按时以报送时间为准。' },
    { kind: 'attachments', names: ['督办通知单回执', '逾期事项清单'] },
    { kind: 'signature', issuer: '市教育局督查室', date: '2027年7月5日' },
    { kind: 'pageBreak' },
    {
      kind: 'replySlip',
      title: '督办通知单回执',
      about: '督办〔2027〕3号',
      fields: [
        { name: '承办处室', text: '职成教处' },
        { name: '办理情况', lines: 8 },
        { name: '日期', text: '　　　年　　月　　日' },
      ],
      note: '请于2027年7月8日前填报并交督查室。',
    },
  ],
};
