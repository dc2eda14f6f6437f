import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { SignalingModule } from '../signaling.module';

@Module({ imports: [SignalingModule.forRoot({})] })
class EmptyApp {}

describe('the OpenAPI of the module', () => {
  it('describes both routes with the schemas of the wire', async () => {
    const app = await NestFactory.create(EmptyApp, { logger: false });
    const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    const make = paths['/api/rooms']?.post;
    const look = paths['/api/rooms/{room}']?.get;

    expect(make?.requestBody).toMatchObject({
      required: false,
      content: { 'application/json': { schema: { properties: { capacity: { minimum: 2, maximum: 8 } } } } },
    });
    expect(make?.responses).toMatchObject({
      201: { content: { 'application/json': { schema: { required: ['room', 'url'] } } } },
      400: {
        content: {
          'application/json': { schema: { properties: { error: { required: expect.arrayContaining(['code']) } } } },
        },
      },
    });
    expect(Object.keys(make?.responses ?? {})).toEqual(['201', '400', '413', '429']);
    expect(Object.keys(look?.responses ?? {})).toEqual(['200', '404', '429']);
    expect(look?.parameters).toMatchObject([{ name: 'room', in: 'path', required: true }]);
    await app.close();
  });

  it('describes the connectivity check', async () => {
    const app = await NestFactory.create(EmptyApp, { logger: false });
    const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    const check = paths['/api/connectivity']?.get;
    expect(check?.responses).toMatchObject({
      200: {
        content: { 'application/json': { schema: { required: expect.arrayContaining(['verdict', 'servers']) } } },
      },
      429: {},
    });
    await app.close();
  });
});
