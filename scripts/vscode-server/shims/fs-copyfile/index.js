/** @vscode/fs-copyfile with Node's own copying instead of the file system's clones. */
const { cp, copyFile } = require('node:fs/promises');

exports.cp = (from, to, options) => cp(from, to, options);
exports.copyFile = copyFile;
exports.isCloneSupported = async () => false;
