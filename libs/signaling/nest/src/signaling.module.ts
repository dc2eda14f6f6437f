import { Module } from '@nestjs/common';
import { ConfigurableModuleClass } from './signaling.module-definition';

/**
 * Signaling for private calls in one import: the gateway, the REST routes of rooms and the hooks.
 * `SignalingModule.forRoot({})` works in an empty Nest app; `forRootAsync` takes the same options from a factory.
 */
@Module({})
export class SignalingModule extends ConfigurableModuleClass {}
