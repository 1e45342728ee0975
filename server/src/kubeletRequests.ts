/** Requests about flags of the kubelet: what they do, and the configuration that says the same. They need no file. */
import { flagInLine } from './features/kubelet/flagHover.js';
import { conversionReport } from './kubelet/conversionReport.js';
import { readFlags } from './kubelet/readFlags.js';
import { toConfiguration } from './kubelet/toConfiguration.js';
import type {
  ConvertKubeletFlagsParams,
  ConvertKubeletFlagsResult,
  KubeletFlagHoverParams,
  KubeletFlagHoverResult,
} from './protocol.js';

export function answerConvertFlags({ text }: ConvertKubeletFlagsParams): ConvertKubeletFlagsResult {
  const found = readFlags(text);
  if (!found) return { refusal: 'There are no flags of the kubelet in this text' };
  const conversion = toConfiguration(found.words);
  const comments = conversionReport(conversion, found).map(line => `# ${line}`);
  return {
    text: `${comments.join('\n')}\n${conversion.configuration}`,
    converted: conversion.converted.length,
    toLookAt: conversion.removed.length + conversion.unknown.length + conversion.bad.length,
  };
}

export function answerFlagHover({ line, character }: KubeletFlagHoverParams): KubeletFlagHoverResult {
  const found = flagInLine(line, character);
  return found ? { markdown: found.markdown, start: found.span.start, end: found.span.end } : {};
}
