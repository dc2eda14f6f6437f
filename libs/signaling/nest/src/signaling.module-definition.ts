import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { SignalingOptions } from './signaling-options';

/** `forRoot` and `forRootAsync` of the module. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<SignalingOptions>({
  moduleName: 'Signaling',
})
  .setClassMethodName('forRoot')
  .build();
