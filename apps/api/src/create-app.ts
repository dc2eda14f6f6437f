import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { RestErrorFilter } from '@holdfast/signaling-nest';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import type { Config } from './config/settings';
import { serveApiDocs } from './http/api-docs';
import { securityHeaders } from './http/security-headers';
import { hasWebBundle, serveWebBundle } from './http/web-bundle';
import { quietAtStart } from './logging';
import type { ServerCertificate } from './tls/server-certificate';

/**
 * The server, composed and ready to listen.
 * @param webRoot The folder of the built web app; the server does without where there is none.
 * @param certificate What to serve https with; absent: plain http.
 */
export async function createApp(
  config: Config,
  webRoot: string,
  certificate?: ServerCertificate,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config), {
    abortOnError: false,
    bufferLogs: true,
    forceCloseConnections: true, // else a browser that keeps its connection open would keep the process
    httpsOptions: certificate,
  });
  const logger = app.get(Logger);
  app.useLogger(quietAtStart(logger));
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustedProxies);
  app.useGlobalFilters(new RestErrorFilter());
  const httpsForGood = config.tlsCert !== undefined || config.publicUrl?.startsWith('https:') === true;
  app.use(securityHeaders({ httpsForGood }));
  if (hasWebBundle(webRoot)) app.use(serveWebBundle(webRoot));
  else logger.warn(`There is no web app in ${webRoot}: this server is an API alone.`, 'Holdfast');
  serveApiDocs(app);
  // exit code 0 after a signal; Nest would else send the signal once more to itself
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  return app;
}
