/** @vscode/native-watchdog without its native part: a timer ends this process when its parent is gone. */
const lookEveryMs = 1000;
const parentIsGone = 87;

exports.start = parent => {
  const look = () => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(parentIsGone);
    }
  };
  setInterval(look, lookEveryMs).unref();
};
exports.exit = code => process.exit(code || 0);
