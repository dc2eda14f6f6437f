import { type DynamicModule, Module } from '@nestjs/common';
import { SignalingModule } from '@holdfast/signaling-nest';
import { LoggerModule } from 'nestjs-pino';
import type { Config } from './config/settings';
import { HealthController } from './health/health.controller';
import { loggerOptions } from './logging';
import { signalingOptions } from './signaling-options';

/** The server as a whole: signaling, health, logging. */
@Module({})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [LoggerModule.forRoot(loggerOptions(config)), SignalingModule.forRoot(signalingOptions(config))],
      controllers: [HealthController],
    };
  }
}
