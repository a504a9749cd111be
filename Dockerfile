# The command in a container: docker run --rm -v "$PWD:/src:ro" kube-node-lifecycle check /src
FROM node:24-alpine AS build
WORKDIR /build
COPY . .
RUN npm ci --no-audit --no-fund && npm pack --pack-destination /tmp && npm install --global --prefix /opt --omit=dev /tmp/kube-node-lifecycle-*.tgz

FROM node:24-alpine
COPY --from=build /opt /opt
ENV PATH=/opt/bin:$PATH
USER node
WORKDIR /src
ENTRYPOINT ["kube-node-lifecycle"]
CMD ["check"]
