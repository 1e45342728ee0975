/** Whole objects in LSP snippet syntax: complete, valid, and as short as a good manifest can be. */

export interface Skeleton {
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

export const skeletonTexts: readonly Skeleton[] = [
  {
    label: 'Deployment',
    detail: 'apps/v1, with probes',
    text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: \${1:web}
  labels:
    app.kubernetes.io/name: \${1:web}
spec:
  replicas: \${2:2}
  selector:
    matchLabels:
      app.kubernetes.io/name: \${1:web}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: \${1:web}
    spec:
      containers:
        - name: \${1:web}
          image: \${3:nginx:1.29}
          ports:
            - name: http
              containerPort: \${4:8080}
          livenessProbe:
            httpGet:
              path: \${5:/healthz}
              port: http
          readinessProbe:
            httpGet:
              path: \${6:/readyz}
              port: http
`,
  },
  {
    label: 'Service',
    detail: 'v1',
    text: `apiVersion: v1
kind: Service
metadata:
  name: \${1:web}
spec:
  selector:
    app.kubernetes.io/name: \${1:web}
  ports:
    - name: http
      port: \${2:80}
      targetPort: \${3:http}
`,
  },
  {
    label: 'ConfigMap',
    detail: 'v1',
    text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: \${1:web-config}
data:
  \${2:app.properties}: |
    \${3:color=blue}
`,
  },
  {
    label: 'Secret',
    detail: 'v1, Opaque',
    text: `apiVersion: v1
kind: Secret
metadata:
  name: \${1:web-secret}
type: Opaque
stringData:
  \${2:password}: $0
`,
  },
  {
    label: 'Pod',
    detail: 'v1',
    text: `apiVersion: v1
kind: Pod
metadata:
  name: \${1:web}
spec:
  containers:
    - name: \${1:web}
      image: \${2:nginx:1.29}
`,
  },
  {
    label: 'StatefulSet',
    detail: 'apps/v1, with a volume claim',
    text: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: \${1:db}
spec:
  serviceName: \${1:db}
  replicas: \${2:1}
  selector:
    matchLabels:
      app.kubernetes.io/name: \${1:db}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: \${1:db}
    spec:
      containers:
        - name: \${1:db}
          image: \${3:postgres:17}
          volumeMounts:
            - name: data
              mountPath: \${4:/var/lib/postgresql/data}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: \${5:10Gi}
`,
  },
  {
    label: 'DaemonSet',
    detail: 'apps/v1',
    text: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: \${1:agent}
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: \${1:agent}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: \${1:agent}
    spec:
      containers:
        - name: \${1:agent}
          image: \${2:busybox:1.37}
`,
  },
  {
    label: 'Job',
    detail: 'batch/v1',
    text: `apiVersion: batch/v1
kind: Job
metadata:
  name: \${1:migrate}
spec:
  backoffLimit: \${2:3}
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: \${1:migrate}
          image: \${3:busybox:1.37}
          command: [\${4:"true"}]
`,
  },
  {
    label: 'CronJob',
    detail: 'batch/v1',
    text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: \${1:nightly}
spec:
  schedule: "\${2:0 3 * * *}"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: \${1:nightly}
              image: \${3:busybox:1.37}
              command: [\${4:"true"}]
`,
  },
  {
    label: 'Ingress',
    detail: 'networking.k8s.io/v1',
    text: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: \${1:web}
spec:
  rules:
    - host: \${2:example.com}
      http:
        paths:
          - path: \${3:/}
            pathType: Prefix
            backend:
              service:
                name: \${1:web}
                port:
                  name: \${4:http}
`,
  },
  {
    label: 'PersistentVolumeClaim',
    detail: 'v1',
    text: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: \${1:data}
spec:
  accessModes: [\${2|ReadWriteOnce,ReadOnlyMany,ReadWriteMany,ReadWriteOncePod|}]
  resources:
    requests:
      storage: \${3:10Gi}
`,
  },
  {
    label: 'Namespace',
    detail: 'v1',
    text: `apiVersion: v1
kind: Namespace
metadata:
  name: \${1:shop}
`,
  },
  {
    label: 'ServiceAccount',
    detail: 'v1',
    text: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: \${1:web}
`,
  },
  {
    label: 'HorizontalPodAutoscaler',
    detail: 'autoscaling/v2',
    text: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: \${1:web}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: \${1:web}
  minReplicas: \${2:2}
  maxReplicas: \${3:10}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: \${4:80}
`,
  },
  {
    label: 'Kustomization',
    detail: 'kustomize.config.k8s.io/v1beta1',
    text: `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - \${1:deployment.yaml}
`,
  },
  {
    label: 'KubeletConfiguration',
    detail: 'kubelet.config.k8s.io/v1beta1',
    text: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
$0
`,
  },
];
