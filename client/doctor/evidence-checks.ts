import { MINUTE } from '../../domain/instant.js';
import type { Check, Finding, Patient } from './check.js';
import { sizeText } from './size-text.js';
import { surveyEvidence, type Counted, type Survey } from './survey-evidence.js';

const SURVEY = 5 * MINUTE;

/** Of the evidence store. The store and the register are compared once, for all that is said of it; `deep` reads every file. */
export function evidenceChecks({ deep }: { deep: boolean }): Check[] {
  let surveyed: Promise<Survey> | null = null;
  const survey = (patient: Patient): Promise<Survey> =>
    (surveyed ??= surveyEvidence(patient, { deep, within: SURVEY }));
  const compared = (id: string, name: string, say: (survey: Survey, dir: string) => Finding): Check => ({
    ...{ id, name, needs: 'schema' },
    // Reading everything takes as long as it takes.
    within: deep ? Infinity : SURVEY + MINUTE,
    run: async (patient) => say(await survey(patient), patient.settings.evidenceDir),
  });
  return [
    {
      id: 'evidence-store',
      name: '材料存储',
      async run({ duban, settings: { evidenceDir, evidenceS3 } }) {
        const where = evidenceS3?.bucketUrl ?? evidenceDir;
        const failed = await duban.evidence.probe().then(
          () => null,
          (error: Error) => error,
        );
        if (failed === null) return { level: 'ok', text: `${where} 可写入` };
        if (evidenceS3 !== undefined) return { level: 'bad', text: failed.message };
        const { message } = failed.cause instanceof Error ? failed.cause : failed;
        return { level: 'bad', text: `${where} 不能写入：${message}`, todo: '请检查该目录的权限和磁盘空间' };
      },
    },
    compared('evidence-missing', '材料齐全', ({ missing, kept, complete }) => {
      if (missing.count === 0)
        return {
          level: 'ok',
          text: `台账所列材料都在，共存${kept.count}份、${sizeText(kept.size)}${partly(complete)}`,
        };
      const todo = '请从备份恢复这些文件；文件名即其 SHA-256';
      return { level: 'bad', text: `台账所列材料中有${missing.count}份不在存储中：${list(missing)}`, todo };
    }),
    compared('evidence-corrupt', '材料完好', ({ corrupt, complete }) => {
      if (corrupt.count === 0)
        return {
          level: 'ok',
          text: deep ? `逐份核对，内容与记录一致${partly(complete)}` : '大小与记录一致（逐份核对内容请加 --deep）',
        };
      return {
        level: 'bad',
        text: `${corrupt.count}份材料已损坏或被改动：${list(corrupt)}`,
        todo: '请从备份恢复这些文件，并查明原因',
      };
    }),
    compared('evidence-orphans', '无主材料', ({ orphans }) => {
      if (orphans.count === 0) return { level: 'ok', text: '没有' };
      const todo = '多为提交中断所留，可以不管；系统不会自动删除';
      return {
        level: 'warn',
        text: `${orphans.count}份、${sizeText(orphans.size)}存了一天以上，台账没有提到：${list(orphans)}`,
        todo,
      };
    }),
    compared('evidence-leftovers', '残留文件', ({ leftovers, foreign }) => {
      if (leftovers.count + foreign.count === 0) return { level: 'ok', text: '没有' };
      const parts = [
        ...(leftovers.count > 0
          ? [`${leftovers.count}个未传完的文件、${sizeText(leftovers.size)}：${list(leftovers)}`]
          : []),
        ...(foreign.count > 0 ? [`${foreign.count}个不属于本系统的文件：${list(foreign)}`] : []),
      ];
      const todo = leftovers.count > 0 ? '未传完的文件可以删除，其他文件请移走' : '请移到别处';
      return { level: 'warn', text: parts.join('；'), todo };
    }),
  ];
}

function partly(complete: boolean): string {
  return complete ? '' : '（材料过多，只核对了一部分）';
}

function list({ count, names }: Counted): string {
  return `${names.join('、')}${count > names.length ? '等' : ''}`;
}
