# The server with its web app. Configured by environment variables alone (README: configuration); nothing in it is secret.
FROM node:24-bookworm-slim AS base
WORKDIR /app

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npx nx run-many -t build -p web api

FROM base AS production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && find node_modules -name '*.map' -delete

FROM base
ENV NODE_ENV=production HOLDFAST_STATE_DIR=/var/lib/holdfast
RUN install -d -o node -g node -m 700 /var/lib/holdfast
COPY --from=production /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
USER node
VOLUME /var/lib/holdfast
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 CMD ["node", "dist/apps/api/healthcheck.js"]
ENTRYPOINT ["node", "dist/apps/api/main.js"]
