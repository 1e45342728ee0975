/** @vscode/spdlog without its native part: appends lines to files. Knows levels and formats, not VS Code. */
const fs = require('node:fs');
const path = require('node:path');

/** In the order of their numbers; 6 is off. */
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = levels.indexOf('info');
    this.isRaw = false;
  }

  trace(message) {
    this.write(0, message);
  }

  debug(message) {
    this.write(1, message);
  }

  info(message) {
    this.write(2, message);
  }

  warn(message) {
    this.write(3, message);
  }

  error(message) {
    this.write(4, message);
  }

  critical(message) {
    this.write(5, message);
  }

  write(level, message) {
    if (!this.file || level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try {
      fs.appendFileSync(this.file, this.isRaw ? message : `${time} [${levels[level]}] ${message}\n`);
    } catch {
      // The folder may be gone while VS Code shuts down.
    }
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern() {
    this.isRaw = false;
  }

  clearFormatters() {
    this.isRaw = true;
  }

  flush() {}

  flushSync() {}

  drop() {
    this.file = undefined;
  }
}

async function createLogger(name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('js', name, file);
}

// One assignment for each name: VS Code imports this from ES modules, which see only this shape as named exports.
exports.version = 1;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
