import type { Instant } from '../../domain/instant.js';
import type { Duban } from '../duban.js';

/** Who asks the engine for tasks of a kind (1: of workflows, 2: of activities), and when one last did, by the engine's clock. */
export async function newestPoll(
  { temporal, taskQueue }: Duban,
  namespace: string,
  taskQueueType: 1 | 2,
): Promise<{ pollers: number; newest: Instant | null }> {
  const asked = { namespace, taskQueue: { name: taskQueue }, taskQueueType };
  const { pollers } = await temporal.connection.workflowService.describeTaskQueue(asked);
  const seen = (pollers ?? []).map(
    ({ lastAccessTime: at }) => Number(at?.seconds ?? 0) * 1000 + (at?.nanos ?? 0) / 1e6,
  );
  return { pollers: seen.length, newest: seen.length === 0 ? null : Math.max(...seen) };
}
