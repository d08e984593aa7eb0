import { InvalidArgumentError, Option } from 'commander';

export function yearOption(): Option {
  return new Option('--year <年份>', '把方案移到该年度，如 2027').argParser((text) => {
    if (!/^20\d\d$/.test(text)) throw new InvalidArgumentError(`--year “${text}”不是年份；应为四位数字，如 2027。`);
    return Number(text);
  });
}

export function asOption(example: string): Option {
  return new Option('--as <岗位>', `以哪个岗位办理，记入台账，如 ${example}（必填）`).makeOptionMandatory();
}

export function campaignOption(): Option {
  return new Option('--campaign <专项编号>', '哪个督办专项，可只写编号的开头几位；只有一个在办时不必填');
}

export function checkpointOption(): Option {
  return new Option('--checkpoint <节点>', '哪个检查节点，如 9月；不填则为最早可办理的节点');
}

export function fileOption(): Option {
  const option = new Option('--file <文件...>', '佐证材料，可写多个文件');
  // Commander sees the dots only after a Latin letter.
  option.variadic = true;
  return option;
}
