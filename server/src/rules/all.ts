/** The table of rules. A rule that is not listed here does not exist. */
import { badHandler } from './lifecycle/badHandler.js';
import { hookWithMultipleHandlers } from './lifecycle/multipleHandlers.js';
import { hookWithoutHandler } from './lifecycle/noHandler.js';
import { lifecycleOnInitContainer } from './lifecycle/onInitContainer.js';
import { sleepRange } from './lifecycle/sleepRange.js';
import { stopSignalWithoutOs } from './lifecycle/stopSignalWithoutOs.js';
import { missingKind } from './manifest/missingKind.js';
import { execEmpty } from './probe/execEmpty.js';
import { gracePeriodOnReadiness } from './probe/gracePeriodOnReadiness.js';
import { gracePeriodRange } from './probe/gracePeriodRange.js';
import { headerName } from './probe/headerName.js';
import { multipleHandlers } from './probe/multipleHandlers.js';
import { negative } from './probe/negative.js';
import { noHandler } from './probe/noHandler.js';
import { onEphemeral } from './probe/onEphemeral.js';
import { onInitContainer } from './probe/onInitContainer.js';
import { portNameFormat } from './probe/portNameFormat.js';
import { portQuotedNumber } from './probe/portQuotedNumber.js';
import { portRange } from './probe/portRange.js';
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
  noHandler,
  multipleHandlers,
  execEmpty,
  portRange,
  portNameFormat,
  portQuotedNumber,
  headerName,
  negative,
  successThreshold,
  gracePeriodOnReadiness,
  gracePeriodRange,
  onInitContainer,
  onEphemeral,
  hookWithoutHandler,
  hookWithMultipleHandlers,
  badHandler,
  sleepRange,
  lifecycleOnInitContainer,
  stopSignalWithoutOs,
];
