/** The table of rules. A rule that is not listed here does not exist. */

import { binaryIsText } from './configMap/binaryIsText.js';
import { keyTwice } from './configMap/keyTwice.js';
import { sensitiveValue } from './configMap/sensitiveValue.js';
import { duplicateContainerName } from './container/duplicateName.js';
import { containerImage } from './container/image.js';
import { containerName } from './container/name.js';
import { noContainers } from './container/none.js';
import { containerRestartPolicy } from './container/restartPolicy.js';
import { embeddedSyntax } from './data/embeddedSyntax.js';
import { immutableChanged } from './data/immutableChanged.js';
import { keyFormat } from './data/keyFormat.js';
import { notBase64 } from './data/notBase64.js';
import { tooLarge } from './data/tooLarge.js';
import { tooLargeToApply } from './data/tooLargeToApply.js';
import { envCollidingSources } from './env/collidingSources.js';
import { envDuplicateName } from './env/duplicateName.js';
import { envFromSource } from './env/envFromSource.js';
import { envFieldPath } from './env/fieldPath.js';
import { envFileKeyRef } from './env/fileKeyRef.js';
import { envIgnoredKey } from './env/ignoredKey.js';
import { envNameFormat } from './env/nameFormat.js';
import { envNullByte } from './env/nullByte.js';
import { envReferenceKey } from './env/referenceKey.js';
import { envReferenceName } from './env/referenceName.js';
import { envResourceContainer } from './env/resourceContainer.js';
import { envResourceField } from './env/resourceField.js';
import { envSecretInEnv } from './env/secretInEnv.js';
import { envSensitiveLiteral } from './env/sensitiveLiteral.js';
import { envServicePort } from './env/servicePort.js';
import { envShellVariable } from './env/shellVariable.js';
import { envUndefinedVariable } from './env/undefinedVariable.js';
import { envValueAndValueFrom } from './env/valueAndValueFrom.js';
import { envValueSource } from './env/valueSource.js';
import { envVariableOrder } from './env/variableOrder.js';
import { anonymousAuth } from './kubelet/anonymousAuth.js';
import { authorizationMode } from './kubelet/authorizationMode.js';
import { certificateRotation } from './kubelet/certificateRotation.js';
import { kubeletCgroupRoot } from './kubelet/cgroupRoot.js';
import { cipherSuite } from './kubelet/cipherSuite.js';
import { clientCa } from './kubelet/clientCa.js';
import { containerfsThreshold } from './kubelet/containerfsThreshold.js';
import { cpuPolicyOptions } from './kubelet/cpuPolicyOptions.js';
import { kubeletDeprecatedField } from './kubelet/deprecatedField.js';
import { kubeletDurationRange } from './kubelet/durationRange.js';
import { kubeletDurationUnit } from './kubelet/durationUnit.js';
import { enforcement } from './kubelet/enforcement.js';
import { enforcementCgroup } from './kubelet/enforcementCgroup.js';
import { enforcementQos } from './kubelet/enforcementQos.js';
import { evictionDefaults } from './kubelet/evictionDefaults.js';
import { evictionGracePeriod } from './kubelet/evictionGracePeriod.js';
import { evictionSignal } from './kubelet/evictionSignal.js';
import { evictionValue } from './kubelet/evictionValue.js';
import { kubeletFeatureGate } from './kubelet/featureGate.js';
import { hiddenMetrics } from './kubelet/hiddenMetrics.js';
import { idsPerPod } from './kubelet/idsPerPod.js';
import { imageGcAge } from './kubelet/imageGcAge.js';
import { imageGcThresholds } from './kubelet/imageGcThresholds.js';
import { kernelDefaults } from './kubelet/kernelDefaults.js';
import { kubeletLockedGate } from './kubelet/lockedGate.js';
import { logQuery } from './kubelet/logQuery.js';
import { memoryThrottling } from './kubelet/memoryThrottling.js';
import { kubeletMisspeltGate } from './kubelet/misspeltGate.js';
import { kubeletNumberRange } from './kubelet/numberRange.js';
import { oldTls } from './kubelet/oldTls.js';
import { parallelPulls } from './kubelet/parallelPulls.js';
import { podLogsDir } from './kubelet/podLogsDir.js';
import { portClash } from './kubelet/portClash.js';
import { providerImages } from './kubelet/providerImages.js';
import { providerName } from './kubelet/providerName.js';
import { providerToken } from './kubelet/providerToken.js';
import { pullCredentials } from './kubelet/pullCredentials.js';
import { kubeletQuantity } from './kubelet/quantity.js';
import { readOnlyPort } from './kubelet/readOnlyPort.js';
import { registerTaint } from './kubelet/registerTaint.js';
import { reservedCpus } from './kubelet/reservedCpus.js';
import { reservedMemory } from './kubelet/reservedMemory.js';
import { reservedResource } from './kubelet/reservedResource.js';
import { runOnce } from './kubelet/runOnce.js';
import { shutdownByPriority } from './kubelet/shutdownByPriority.js';
import { shutdownCriticalPods } from './kubelet/shutdownCriticalPods.js';
import { staticCpuPolicy } from './kubelet/staticCpuPolicy.js';
import { swapBehavior } from './kubelet/swapBehavior.js';
import { tlsPair } from './kubelet/tlsPair.js';
import { unusedGracePeriod } from './kubelet/unusedGracePeriod.js';
import { usualPort } from './kubelet/usualPort.js';
import { utilChains } from './kubelet/utilChains.js';
import { vmodule } from './kubelet/vmodule.js';
import { weakCipher } from './kubelet/weakCipher.js';
import { deprecatedField } from './kustomization/deprecatedField.js';
import { emptyKustomization } from './kustomization/empty.js';
import { emptyGenerator } from './kustomization/emptyGenerator.js';
import { emptyName } from './kustomization/emptyName.js';
import { fileFormat } from './kustomization/fileFormat.js';
import { ignoredDocument } from './kustomization/ignoredDocument.js';
import { ignoredField } from './kustomization/ignoredField.js';
import { imageWithoutMatch } from './kustomization/imageWithoutMatch.js';
import { labelTwice } from './kustomization/labelTwice.js';
import { literalFormat } from './kustomization/literalFormat.js';
import { openapi } from './kustomization/openapi.js';
import { optionWithoutEffect } from './kustomization/optionWithoutEffect.js';
import { patchOfAll } from './kustomization/patchOfAll.js';
import { patchOption } from './kustomization/patchOption.js';
import { patchPath } from './kustomization/patchPath.js';
import { patchSource } from './kustomization/patchSource.js';
import { patchTarget } from './kustomization/patchTarget.js';
import { patchWithoutMatch } from './kustomization/patchWithoutMatch.js';
import { referenceNotRenamed } from './kustomization/referenceNotRenamed.js';
import { repeatedKey } from './kustomization/repeatedKey.js';
import { replacementShape } from './kustomization/replacementShape.js';
import { replacementWithoutMatch } from './kustomization/replacementWithoutMatch.js';
import { replicaCount } from './kustomization/replicaCount.js';
import { sortOptions } from './kustomization/sortOptions.js';
import { unknownBehavior } from './kustomization/unknownBehavior.js';
import { unknownBuildMetadata } from './kustomization/unknownBuildMetadata.js';
import { unknownPlugin } from './kustomization/unknownPlugin.js';
import { unpinnedRemote } from './kustomization/unpinnedRemote.js';
import { variableUnused } from './kustomization/variableUnused.js';
import { wrongKind } from './kustomization/wrongKind.js';
import { wrongPluginList } from './kustomization/wrongPluginList.js';
import { badHandler } from './lifecycle/badHandler.js';
import { hookWithMultipleHandlers } from './lifecycle/multipleHandlers.js';
import { hookWithoutHandler } from './lifecycle/noHandler.js';
import { lifecycleOnInitContainer } from './lifecycle/onInitContainer.js';
import { sleepRange } from './lifecycle/sleepRange.js';
import { stopSignalWithoutOs } from './lifecycle/stopSignalWithoutOs.js';
import { annotationsTooLarge } from './manifest/annotationsTooLarge.js';
import { ignoredNamespace } from './manifest/ignoredNamespace.js';
import { immutableField } from './manifest/immutableField.js';
import { labelFormat } from './manifest/labelFormat.js';
import { missingKind } from './manifest/missingKind.js';
import { missingName } from './manifest/missingName.js';
import { nameFormat } from './manifest/nameFormat.js';
import { namespaceFormat } from './manifest/namespaceFormat.js';
import { deviceClash } from './mount/deviceClash.js';
import { deviceSource } from './mount/deviceSource.js';
import { duplicateMountPath } from './mount/duplicatePath.js';
import { emptyMountValue } from './mount/emptyValue.js';
import { mountHidesImage } from './mount/hidesImage.js';
import { notExecutable } from './mount/notExecutable.js';
import { mountPathIsFile } from './mount/pathIsFile.js';
import { mountPropagation } from './mount/propagation.js';
import { recursiveReadOnly } from './mount/recursiveReadOnly.js';
import { relativeMountPath } from './mount/relativePath.js';
import { subPath } from './mount/subPath.js';
import { subPathNeverUpdated } from './mount/subPathNeverUpdated.js';
import { subPathOnEphemeral } from './mount/subPathOnEphemeral.js';
import { subPathVariable } from './mount/subPathVariable.js';
import { volumeMissing } from './mount/volumeMissing.js';
import { writableHostPath } from './mount/writableHostPath.js';
import { activeDeadline } from './pod/activeDeadline.js';
import { negativeGracePeriod } from './pod/negativeGracePeriod.js';
import { podRestartPolicy } from './pod/restartPolicy.js';
import { duplicatePort } from './port/duplicate.js';
import { duplicatePortName } from './port/duplicateName.js';
import { hostNetworkPort } from './port/hostNetwork.js';
import { portName } from './port/name.js';
import { portNumber } from './port/number.js';
import { execDefaultTimeout } from './probe/execDefaultTimeout.js';
import { execEmpty } from './probe/execEmpty.js';
import { execOneString } from './probe/execOneString.js';
import { execShellSyntax } from './probe/execShellSyntax.js';
import { execVariable } from './probe/execVariable.js';
import { explicitValues } from './probe/explicitValues.js';
import { gracePeriodOnReadiness } from './probe/gracePeriodOnReadiness.js';
import { gracePeriodRange } from './probe/gracePeriodRange.js';
import { headerName } from './probe/headerName.js';
import { hostSet } from './probe/hostSet.js';
import { identical } from './probe/identical.js';
import { loopbackHost } from './probe/loopbackHost.js';
import { missingLiveness } from './probe/missingLiveness.js';
import { missingReadiness } from './probe/missingReadiness.js';
import { multipleHandlers } from './probe/multipleHandlers.js';
import { namedPort } from './probe/namedPort.js';
import { negative } from './probe/negative.js';
import { noHandler } from './probe/noHandler.js';
import { onEphemeral } from './probe/onEphemeral.js';
import { onInitContainer } from './probe/onInitContainer.js';
import { pathIsUrl } from './probe/pathIsUrl.js';
import { portNameFormat } from './probe/portNameFormat.js';
import { portQuotedNumber } from './probe/portQuotedNumber.js';
import { portRange } from './probe/portRange.js';
import { readinessOnJob } from './probe/readinessOnJob.js';
import { singleFailure } from './probe/singleFailure.js';
import { slowStart } from './probe/slowStart.js';
import { successThreshold } from './probe/successThreshold.js';
import { timeoutOverPeriod } from './probe/timeoutOverPeriod.js';
import { undeclaredPort } from './probe/undeclaredPort.js';
import { zeroMeansDefault } from './probe/zeroMeansDefault.js';
import { binaryKey } from './reference/binaryKey.js';
import { generatedName } from './reference/generatedName.js';
import { missingReference } from './reference/missing.js';
import { missingReferenceKey } from './reference/missingKey.js';
import { missingPort } from './reference/missingPort.js';
import { misspeltReference } from './reference/misspeltName.js';
import { otherNamespace } from './reference/otherNamespace.js';
import { unusedObject } from './reference/unused.js';
import { resourceAmount } from './resources/amount.js';
import { fractionalBytes } from './resources/fractionalBytes.js';
import { hugePagesAlone } from './resources/hugePagesAlone.js';
import { requestOverLimit } from './resources/requestOverLimit.js';
import { resizePolicyTwice } from './resources/resizePolicyTwice.js';
import { undeclaredClaim } from './resources/undeclaredClaim.js';
import { unknownResource } from './resources/unknownName.js';
import type { Rule } from './rule.js';
import { badFormat } from './schema/badFormat.js';
import { fieldOfOtherVersion } from './schema/fieldOfOtherVersion.js';
import { limit } from './schema/limit.js';
import { missingField } from './schema/missingField.js';
import { notAString } from './schema/notAString.js';
import { otherVersion } from './schema/otherVersion.js';
import { unknownField } from './schema/unknownField.js';
import { unknownKind } from './schema/unknownKind.js';
import { unknownValue } from './schema/unknownValue.js';
import { wrongType } from './schema/wrongType.js';
import { committed } from './secret/committed.js';
import { dockerConfig } from './secret/dockerConfig.js';
import { doubleBase64 } from './secret/doubleBase64.js';
import { missingKey } from './secret/missingKey.js';
import { notPem } from './secret/notPem.js';
import { overriddenKey } from './secret/overriddenKey.js';
import { plainText } from './secret/plainText.js';
import { trailingNewline } from './secret/trailingNewline.js';
import { typeChanged } from './secret/typeChanged.js';
import { unknownType } from './secret/unknownType.js';
import { selectorEmpty } from './selector/empty.js';
import { selectorLabelSyntax } from './selector/labelSyntax.js';
import { selectorRequirement } from './selector/requirement.js';
import { selectorMismatch } from './selector/templateMismatch.js';
import { serviceClusterIp } from './service/clusterIp.js';
import { serviceDuplicatePort } from './service/duplicatePort.js';
import { serviceExternalName } from './service/externalName.js';
import { misspeltSelector } from './service/misspeltSelector.js';
import { serviceNodePortType } from './service/nodePortType.js';
import { notHeadless } from './service/notHeadless.js';
import { servicePortNameFormat } from './service/portNameFormat.js';
import { servicePortNameRequired } from './service/portNameRequired.js';
import { servicePortRange } from './service/portRange.js';
import { servicePortsRequired } from './service/portsRequired.js';
import { selectsNothing } from './service/selectsNothing.js';
import { serviceSessionAffinity } from './service/sessionAffinity.js';
import { serviceTargetPort } from './service/targetPort.js';
import { undeclaredTargetPort } from './service/undeclaredTargetPort.js';
import { unknownTargetPort } from './service/unknownTargetPort.js';
import { clusterTrustBundle } from './volume/clusterTrustBundle.js';
import { decimalMode } from './volume/decimalMode.js';
import { deprecatedVolume } from './volume/deprecated.js';
import { downwardField } from './volume/downwardField.js';
import { downwardItem } from './volume/downwardItem.js';
import { downwardResource } from './volume/downwardResource.js';
import { duplicateVolumeName } from './volume/duplicateName.js';
import { emptyDirSize } from './volume/emptyDirSize.js';
import { emptyProjection } from './volume/emptyProjection.js';
import { emptyVolumeValue } from './volume/emptyValue.js';
import { ephemeralClaim } from './volume/ephemeralClaim.js';
import { filePath } from './volume/filePath.js';
import { hostPath } from './volume/hostPath.js';
import { incompleteClaim } from './volume/incompleteClaim.js';
import { incompleteVolumeSource } from './volume/incompleteSource.js';
import { longFilePath } from './volume/longFilePath.js';
import { modeRange } from './volume/modeRange.js';
import { multipleProjections } from './volume/multipleProjections.js';
import { multipleVolumeSources } from './volume/multipleSources.js';
import { volumeName } from './volume/name.js';
import { nfsPath } from './volume/nfsPath.js';
import { volumeWithoutSource } from './volume/noSource.js';
import { octalInJson } from './volume/octalInJson.js';
import { overlappingPaths } from './volume/overlappingPaths.js';
import { podCertificate } from './volume/podCertificate.js';
import { sensitiveHostPath } from './volume/sensitiveHostPath.js';
import { tokenExpiry } from './volume/tokenExpiry.js';
import { unusedVolume } from './volume/unused.js';
import { workloadIndexedCompletions } from './workload/indexedCompletions.js';
import { workloadIntOrPercent } from './workload/intOrPercent.js';
import { workloadNegative } from './workload/negative.js';
import { progressDeadline } from './workload/progressDeadline.js';
import { workloadPullSecretName } from './workload/pullSecretName.js';
import { workloadRollingUpdate } from './workload/rollingUpdate.js';
import { workloadSchedule } from './workload/schedule.js';
import { duplicateKey } from './yaml/duplicateKey.js';
import { emptyItem } from './yaml/emptyItem.js';
import { foldedConfig } from './yaml/foldedConfig.js';
import { nullString } from './yaml/nullString.js';
import { octalDigits } from './yaml/octalDigits.js';
import { severalMergeKeys } from './yaml/severalMergeKeys.js';
import { trailingSpace } from './yaml/trailingSpace.js';

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
  limit,
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
  noContainers,
  containerName,
  duplicateContainerName,
  containerImage,
  containerRestartPolicy,
  portNumber,
  portName,
  duplicatePortName,
  duplicatePort,
  hostNetworkPort,
  podRestartPolicy,
  activeDeadline,
  negativeGracePeriod,
  unknownResource,
  resourceAmount,
  requestOverLimit,
  hugePagesAlone,
  fractionalBytes,
  zeroMeansDefault,
  namedPort,
  execShellSyntax,
  execOneString,
  execVariable,
  loopbackHost,
  pathIsUrl,
  undeclaredPort,
  timeoutOverPeriod,
  execDefaultTimeout,
  hostSet,
  identical,
  missingReadiness,
  missingLiveness,
  readinessOnJob,
  slowStart,
  singleFailure,
  explicitValues,
  clusterTrustBundle,
  decimalMode,
  deprecatedVolume,
  downwardField,
  downwardItem,
  downwardResource,
  duplicateVolumeName,
  emptyDirSize,
  emptyProjection,
  emptyVolumeValue,
  ephemeralClaim,
  filePath,
  hostPath,
  incompleteVolumeSource,
  longFilePath,
  modeRange,
  multipleProjections,
  multipleVolumeSources,
  volumeName,
  volumeWithoutSource,
  octalInJson,
  overlappingPaths,
  podCertificate,
  sensitiveHostPath,
  tokenExpiry,
  unusedVolume,
  deviceClash,
  deviceSource,
  duplicateMountPath,
  emptyMountValue,
  mountHidesImage,
  notExecutable,
  mountPathIsFile,
  mountPropagation,
  recursiveReadOnly,
  relativeMountPath,
  subPath,
  subPathNeverUpdated,
  subPathOnEphemeral,
  subPathVariable,
  volumeMissing,
  writableHostPath,
  envNameFormat,
  envDuplicateName,
  envValueAndValueFrom,
  envValueSource,
  envReferenceName,
  envReferenceKey,
  envFieldPath,
  envResourceField,
  envResourceContainer,
  envFileKeyRef,
  envFromSource,
  envUndefinedVariable,
  envVariableOrder,
  envShellVariable,
  envSensitiveLiteral,
  envSecretInEnv,
  servicePortsRequired,
  servicePortRange,
  servicePortNameRequired,
  servicePortNameFormat,
  serviceDuplicatePort,
  serviceTargetPort,
  serviceNodePortType,
  serviceClusterIp,
  serviceExternalName,
  serviceSessionAffinity,
  selectorMismatch,
  selectorEmpty,
  selectorLabelSyntax,
  selectorRequirement,
  workloadNegative,
  workloadRollingUpdate,
  workloadIntOrPercent,
  workloadIndexedCompletions,
  workloadSchedule,
  workloadPullSecretName,
  missingName,
  nameFormat,
  namespaceFormat,
  ignoredNamespace,
  labelFormat,
  annotationsTooLarge,
  keyFormat,
  tooLarge,
  tooLargeToApply,
  notBase64,
  embeddedSyntax,
  keyTwice,
  binaryIsText,
  sensitiveValue,
  missingKey,
  dockerConfig,
  overriddenKey,
  unknownType,
  plainText,
  doubleBase64,
  trailingNewline,
  notPem,
  committed,
  nullString,
  emptyItem,
  octalDigits,
  severalMergeKeys,
  foldedConfig,
  trailingSpace,
  envCollidingSources,
  envNullByte,
  envServicePort,
  envIgnoredKey,
  misspeltReference,
  otherNamespace,
  generatedName,
  missingReference,
  missingReferenceKey,
  binaryKey,
  missingPort,
  unusedObject,
  unknownTargetPort,
  undeclaredTargetPort,
  selectsNothing,
  misspeltSelector,
  notHeadless,
  immutableChanged,
  typeChanged,
  immutableField,
  incompleteClaim,
  nfsPath,
  progressDeadline,
  undeclaredClaim,
  resizePolicyTwice,
  wrongKind,
  ignoredDocument,
  emptyKustomization,
  patchSource,
  patchPath,
  patchTarget,
  patchWithoutMatch,
  patchOfAll,
  imageWithoutMatch,
  replacementWithoutMatch,
  referenceNotRenamed,
  variableUnused,
  emptyName,
  patchOption,
  literalFormat,
  fileFormat,
  repeatedKey,
  unknownBehavior,
  optionWithoutEffect,
  emptyGenerator,
  replicaCount,
  replacementShape,
  sortOptions,
  unknownBuildMetadata,
  openapi,
  labelTwice,
  unknownPlugin,
  wrongPluginList,
  ignoredField,
  unpinnedRemote,
  deprecatedField,
  anonymousAuth,
  authorizationMode,
  certificateRotation,
  kubeletCgroupRoot,
  cipherSuite,
  clientCa,
  containerfsThreshold,
  cpuPolicyOptions,
  kubeletDeprecatedField,
  kubeletDurationRange,
  kubeletDurationUnit,
  enforcement,
  enforcementCgroup,
  enforcementQos,
  evictionDefaults,
  evictionGracePeriod,
  evictionSignal,
  evictionValue,
  kubeletFeatureGate,
  hiddenMetrics,
  idsPerPod,
  imageGcAge,
  imageGcThresholds,
  kernelDefaults,
  kubeletLockedGate,
  logQuery,
  memoryThrottling,
  kubeletMisspeltGate,
  kubeletNumberRange,
  oldTls,
  parallelPulls,
  podLogsDir,
  portClash,
  providerImages,
  providerName,
  providerToken,
  pullCredentials,
  readOnlyPort,
  registerTaint,
  reservedCpus,
  reservedMemory,
  reservedResource,
  runOnce,
  shutdownByPriority,
  shutdownCriticalPods,
  staticCpuPolicy,
  swapBehavior,
  tlsPair,
  usualPort,
  utilChains,
  vmodule,
  weakCipher,
  kubeletQuantity,
  unusedGracePeriod,
];
