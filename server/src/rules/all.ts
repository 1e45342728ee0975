/** The table of rules. A rule that is not listed here does not exist. */
import { missingKind } from './manifest/missingKind.js';
import { successThreshold } from './probe/successThreshold.js';
import type { Rule } from './rule.js';
import { badFormat } from './schema/badFormat.js';
import { fieldOfOtherVersion } from './schema/fieldOfOtherVersion.js';
import { missingField } from './schema/missingField.js';
import { notAString } from './schema/notAString.js';
import { otherVersion } from './schema/otherVersion.js';
import { unknownField } from './schema/unknownField.js';
import { unknownKind } from './schema/unknownKind.js';
import { unknownValue } from './schema/unknownValue.js';
import { wrongType } from './schema/wrongType.js';
import { duplicateKey } from './yaml/duplicateKey.js';

export const rules: readonly Rule[] = [
  duplicateKey,
  missingKind,
  unknownKind,
  otherVersion,
  unknownField,
  missingField,
  wrongType,
  notAString,
  unknownValue,
  badFormat,
  fieldOfOtherVersion,
  successThreshold,
];
