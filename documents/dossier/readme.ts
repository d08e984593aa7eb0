export interface ReadmeFacts {
  title: string;
  issuer: string;
  span: string;
  id: string;
  madeAt: string;
  program: string;
  algorithm: string;
}

/** 说明.txt: what this is, what is in it, and how it is checked. With a byte order mark, for Notepad. */
export function readme(facts: ReadmeFacts): string {
  const { title, issuer, span, id, madeAt, program, algorithm } = facts;
  return [
    `\ufeff《${title}》督办卷宗`,
    '',
    `发文机关：${issuer === '' ? '（未载明）' : issuer}`,
    `期间：${span}`,
    `专项编号：${id}`,
    `归档时间：${madeAt}`,
    `归档程序：Duban ${program}，校验算法 ${algorithm}`,
    '',
    '一、内容',
    '目录.html　　全部事项及其办理全过程，用浏览器打开',
    '方案　　　　印发的方案原件，每一版各一份',
    '台账.xlsx　　督办台账，用 Excel 或 WPS 打开',
    '事项　　　　各事项的办理全过程；“全部事项.txt”为同样内容的文字',
    '佐证材料　　各单位报送的文件；同一文件多次报送的只存一份',
    '通知邮件　　已交付发送的通知，每封一个 .eml 文件，用邮件程序打开',
    '数据　　　　台账各表中属于本专项的全部记录，每行一条',
    '清单.ndjson　各文件的字节数和校验值',
    '',
    '二、核验',
    '在装有 Duban 的任何计算机上运行（无须数据库，无须设置）：',
    '  duban verify 本文件.zip',
    '逐字节核对封印，逐个文件核对清单，并重新计算全部办理记录的校验链和每日存证。',
    '归档时显示的封印码如已另行抄存，可加 --seal 封印码 对照：这样整份卷宗被替换也能发现。',
    '解压后重新压缩的文件不再是原件，不能通过核验，请保存原 .zip 文件。',
    '',
    '三、查阅',
    '解压后打开“目录.html”即可阅读。需要还原为台账的，在空的 Duban 中运行 duban unarchive 本文件.zip，',
    '还原后只供查阅，不发送任何通知。',
    '',
  ].join('\r\n');
}
