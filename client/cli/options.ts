import { InvalidArgumentError, Option } from 'commander';

export function yearOption(): Option {
  return new Option('--year <year>', '把方案移到该年度').argParser((text) => {
    if (!/^20\d\d$/.test(text)) throw new InvalidArgumentError(`“${text}”不是年份；应为四位数字，如 2027。`);
    return Number(text);
  });
}

export function asOption(example: string): Option {
  return new Option('--as <post>', `办理岗位，记入台账，如 ${example}`).makeOptionMandatory();
}

export function campaignOption(): Option {
  return new Option('--campaign <id>', '督办专项编号（可只写开头几位）；不填则为最近未办结的专项');
}

export function checkpointOption(): Option {
  return new Option('--checkpoint <label>', '检查节点，如 9月，或其序号；不填则为最早可办理的节点');
}
