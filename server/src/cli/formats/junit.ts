/** JUnit XML: one suite per file; what fails is a failure, the rest is told in the output of the suite. */
import { create } from 'xmlbuilder2';
import type { FileResult, Found } from '../found.js';
import { isFailure, type Report } from '../report.js';

export function toJunit(report: Report): string {
  const files = report.files.filter(({ isManifest, found }) => isManifest || found.length > 0);
  const failures = files.flatMap(({ found }) => found.filter(one => isFailure(report, one))).length;
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '�' }).ele('testsuites', {
    name: 'kubewright',
    tests: files.reduce((sum, file) => sum + casesOf(report, file).length, 0),
    failures,
    errors: report.troubles.length,
  });
  for (const file of files) addSuite(root, report, file);
  if (report.troubles.length > 0) addTroubles(root, report);
  return `${root.end({ prettyPrint: true })}\n`;
}

type Element = ReturnType<typeof create>;

interface Case {
  readonly name: string;
  readonly failure: Found | undefined;
}

/** A file without failures is one test that passed. */
function casesOf(report: Report, { found }: FileResult): readonly Case[] {
  const failures = found.filter(one => isFailure(report, one));
  if (failures.length === 0) return [{ name: 'kubewright', failure: undefined }];
  return failures.map(failure => ({ name: `${failure.code} ${failure.line}:${failure.column}`, failure }));
}

function addSuite(root: Element, report: Report, file: FileResult): void {
  const { path, found } = file;
  const cases = casesOf(report, file);
  const failures = cases.filter(({ failure }) => failure).length;
  const suite = root.ele('testsuite', { name: path, tests: cases.length, failures, errors: 0 });
  for (const { name, failure } of cases) {
    const test = suite.ele('testcase', { name, classname: path, file: path, line: failure?.line ?? 1 });
    if (failure) test.ele('failure', { type: failure.code, message: failure.message }).txt(lineOf(failure));
  }
  const others = found.filter(one => !isFailure(report, one));
  if (others.length > 0) suite.ele('system-out').txt(others.map(lineOf).join('\n'));
}

function addTroubles(root: Element, { troubles }: Report): void {
  const suite = root.ele('testsuite', { name: 'files', tests: troubles.length, failures: 0, errors: troubles.length });
  for (const { path, message } of troubles) {
    suite.ele('testcase', { name: path, classname: path }).ele('error', { message });
  }
}

function lineOf({ path, line, column, severity, code, message }: Found): string {
  return `${path}:${line}:${column} ${severity} ${code}: ${message}`;
}
