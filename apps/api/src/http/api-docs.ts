import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves what the REST side can do as a page under `/api/docs`, and as OpenAPI under `/api/docs-json`. */
export function serveApiDocs(app: NestExpressApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Holdfast')
    .setDescription('Rooms and health. A call itself goes over Socket.IO: PROTOCOL.md.')
    .setVersion('1')
    .build();
  SwaggerModule.setup('api/docs', app, SwaggerModule.createDocument(app, description), {
    customSiteTitle: 'Holdfast API',
    raw: ['json'],
    swaggerOptions: { validatorUrl: null }, // else the page would ask a third party about itself
  });
}
