import { startTestCluster } from '../server/src/platform/testing.ts';

export default function setup(): Promise<() => Promise<void>> {
  return startTestCluster(process.env['TONGMING_TEST_POSTGRES']);
}
