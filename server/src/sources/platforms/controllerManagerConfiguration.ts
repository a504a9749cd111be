// KubeControllerManagerConfiguration, which no component loads.
import { say } from '../../text/message.ts';
import type { ObjectShape } from '../engine/objectShape.ts';
import { locationOf } from '../engine/yamlFields.ts';

const KIND = 'KubeControllerManagerConfiguration';

/** A file of a kind that Kubernetes' source defines and no component loads (`cmd/kube-controller-manager/app/options`). */
export const controllerManagerConfiguration: ObjectShape = {
  id: 'controller-manager-configuration',
  kinds: [`/${KIND}`],
  recognises: ({ kind }) => kind === KIND,
  read({ root }, { file }, into) {
    into.problems.push({
      ...locationOf(file, root.get('kind')),
      kind: 'not-loadable',
      message: say`No kube-controller-manager loads a ${KIND}: it takes flags only.`,
    });
  },
};
