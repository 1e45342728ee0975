/** Whether the extension comes to life in a real extension host, and its server beside it. */
import assert from 'node:assert/strict';
import { activateOn } from '../support/extension.js';

describe('activation', () => {
  it('starts the language server in a process of its own', async () => {
    const { serverPid } = await activateOn('deployment.yaml');
    const pid = await serverPid();
    assert.notEqual(pid, process.pid);
    assert.equal(process.kill(pid, 0), true, 'the process of the server is there');
  });
});
