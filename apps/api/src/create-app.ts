import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import type { Config } from './config/settings';
import { serveApiDocs } from './http/api-docs';
import { securityHeaders } from './http/security-headers';
import { hasWebBundle, serveWebBundle } from './http/web-bundle';
import { quietAtStart } from './logging';
import type { ServerCertificate } from './tls/server-certificate';

/** The server, composed and ready to listen. */
export async function createApp(config: Config, certificate?: ServerCertificate): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config), {
    abortOnError: false,
    bufferLogs: true,
    forceCloseConnections: true, // else a browser that keeps its connection open would keep the process
    httpsOptions: certificate,
  });
  const logger = app.get(Logger);
  app.useLogger(quietAtStart(logger));
  app.disable('x-powered-by');
  if (config.trustProxy !== undefined) app.set('trust proxy', config.trustProxy);
  const httpsForGood = config.tlsCert !== undefined || config.publicUrl?.startsWith('https:') === true;
  app.use(securityHeaders({ httpsForGood }));
  const webRoot = config.webRoot ?? join(import.meta.dirname, '../web/browser');
  if (hasWebBundle(webRoot)) app.use(serveWebBundle(webRoot));
  else logger.warn(`There is no web app in ${webRoot}: this server is an API alone.`, 'Holdfast');
  serveApiDocs(app);
  // exit code 0 after a signal; Nest would else send the signal once more to itself
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  return app;
}
